from tests.serving.client.place import place

__all__ = ["place"]
