"""What an orchestrator and a dashboard ask: alive, ready, how busy."""
