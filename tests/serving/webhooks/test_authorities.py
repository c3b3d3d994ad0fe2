"""Whose certificates a receiver may show."""

from __future__ import annotations

import ssl

import pytest

from serving.webhooks.post import authorities


def test_every_receiver_has_to_show_a_certificate_of_its_name() -> None:
    known = authorities()
    assert (known.verify_mode, known.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert known.cert_store_stats()["x509_ca"] > 0


def test_the_environment_adds_nobody_and_they_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = authorities()
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    assert authorities() is known
    authorities.cache_clear()
    assert authorities().cert_store_stats() == known.cert_store_stats()
