"""How consent is taken when software shapes the plan."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import ColumnElement, func, or_, select

from serving.clients import Client
from serving.consents import SCOPES, Scope
from serving.consents.tables import Consent, ConsentRefusal
from serving.consents.texts import in_force
from serving.governance.asked import Asked
from serving.governance.schemas import ConsentTold, Missing, ScopeCounted, TextInForce
from serving.wording import Language


def consent(asked: Asked) -> ConsentTold:
    texts = [text for language in get_args(Language) for text in _texts(asked, language)]
    clients = asked.count(Client, Client.state == "active", client="id")
    missing: list[Missing] = ["template_texts"] if any(text.template for text in texts) else []
    return ConsentTold(
        texts=texts,
        clients=clients,
        scopes=[_counted(asked, scope, clients) for scope in SCOPES],
        missing=missing,
    )


def _texts(asked: Asked, language: Language) -> list[TextInForce]:
    return [
        TextInForce(
            scope=scope,
            language=language,
            id=text.id,
            version=text.number,
            template=text.template,
            sha256=text.wording.sha256,
        )
        for scope, text in in_force(asked.work, language).items()
    ]


def _counted(asked: Asked, scope: Scope, clients: int) -> ScopeCounted:
    mine = Consent.scope_name == scope
    withdrawn, ended = Consent.withdrawn_at.is_not(None), Consent.ends_at <= asked.now
    agreeing = _agreeing(asked, mine & ~withdrawn & or_(Consent.ends_at.is_(None), ~ended))
    return ScopeCounted(
        scope=scope,
        signatures=asked.count(Consent, mine),
        clients_agreeing=agreeing,
        withdrawn=asked.count(Consent, mine, withdrawn),
        expired=asked.count(Consent, mine, ~withdrawn, ended),
        refusals=asked.count(ConsentRefusal, ConsentRefusal.scope_name == scope),
        clients_without=clients - agreeing,
    )


def _agreeing(asked: Asked, stands: ColumnElement[bool]) -> int:
    """Clients, not signatures: somebody may have signed twice."""
    there = (Client.id == Consent.client) & (Client.state == "active")
    counted = select(func.count(Consent.client.distinct())).join(Client, there).where(asked.mine(Consent), stands)
    return asked.work.session.scalar(counted) or 0
