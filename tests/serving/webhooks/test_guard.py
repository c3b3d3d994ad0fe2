"""No event goes where only our own machines should be reached."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.webhooks import EndpointRefusedError, Guard
from serving.webhooks.guard import public

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:101:101"]


def guard(*addresses: str, trusted: tuple[str, ...] = ()) -> Guard:
    return Guard(trusted, lambda host, port: addresses)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_refused(address: str) -> None:
    with pytest.raises(EndpointRefusedError) as caught:
        guard(address).target("https://hooks.example.com/a")
    assert caught.value.details["why"] == "address_not_public"


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_outside_are_connected_to_by_number(address: str) -> None:
    target = guard(address).target("https://Hooks.Example.com/a?b=c")
    assert (target.host, target.address, target.port) == ("hooks.example.com", address, 443)


@pytest.mark.parametrize("address", INSIDE)
def test_one_address_inside_among_others_is_enough_to_refuse(address: str) -> None:
    with pytest.raises(EndpointRefusedError):
        guard("1.1.1.1", address).target("https://hooks.example.com")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://hooks.example.com", "not_encrypted"),
        ("ftp://hooks.example.com", "not_encrypted"),
        ("file:///etc/passwd", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://user:password@hooks.example.com", "not_an_address"),
        ("https://hooks.example.com#part", "not_an_address"),
        ("https://hooks.example.com:22", "port_not_allowed"),
        ("https://hooks.example.com:99999", "not_an_address"),
        ("https://hooks.example.com/\r\nHost: inside", "not_an_address"),
        ("https://höoks.example.com", "not_an_address"),
        ("https://[::1", "not_an_address"),
        ("https://hooks.example.com/" + "a" * 3000, "not_an_address"),
    ],
)
def test_odd_addresses_are_refused_when_entered(url: str, why: str) -> None:
    with pytest.raises(EndpointRefusedError) as caught:
        guard("1.1.1.1").check(url)
    assert caught.value.details["why"] == why
    assert "password" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "017700000001", "localhost", "[::1]", "[::]"])
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    """Looked up by the system itself."""
    with pytest.raises(EndpointRefusedError):
        Guard().target(f"https://{host}/")


def test_a_host_of_the_practice_s_own_network_may_be_reached() -> None:
    mine = guard("10.0.0.7", trusted=("PMS.clinic.internal",))
    assert mine.target("http://pms.clinic.internal:8080/in").address == "10.0.0.7"
    with pytest.raises(EndpointRefusedError):
        mine.target("http://other.clinic.internal:8080/in")


def test_a_host_that_is_not_found_is_refused() -> None:
    def lookup(host: str, port: int) -> list[str]:
        raise OSError

    for broken in (Guard((), lookup), guard()):
        with pytest.raises(EndpointRefusedError) as caught:
            broken.target("https://hooks.example.com")
        assert caught.value.details["why"] == "host_not_found"


@given(st.ip_addresses(v=4))
def test_an_address_dressed_as_another_is_judged_as_itself(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.ip_address(f"::ffff:{address}")
    assert public(mapped) == public(address)
