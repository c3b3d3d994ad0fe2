"""The client as one uses it: every operation, and a session that is kept."""

from __future__ import annotations

from serving.client.models import SecondFactor, SessionShown, SignIn, StepUp, TotpConfirmed
from serving.client.operations import Operations


class Client(Operations):
    """One caller of one server; a thread each. Methods raise `ProblemError`."""

    def signed_in(self, login: str, password: str, code: str | None = None) -> SessionShown:
        """Signs in, and gives the second factor where one is asked for.

        Args:
            code: of the authenticator, or a recovery code.
        """
        session = self.sign_in(SignIn(login=login, password=password))
        if session.second_factor_due and code is not None:
            return self.give_second_factor(SecondFactor(code=code))
        return session

    def proven_again(self, password: str, code: str) -> SessionShown:
        """Before something is signed: minutes ago at most."""
        return self.step_up(StepUp(password=password, code=code))

    def received(self, shown: object) -> None:
        """Each proof of who one is brings another token, and the one before is good for nothing."""
        session = shown.session if isinstance(shown, TotpConfirmed) else shown
        if isinstance(session, SessionShown) and session.token is not None:
            self.token = session.token
