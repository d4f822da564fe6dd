"""Sockets that servers listen on."""

import socket

import pytest

from pathwise.runtime.listening import PortInUseError, listener


def test_a_connection_does_not_hold_the_end_of_an_answer_back() -> None:
    with listener("127.0.0.1", 0) as door, socket.create_connection(door.getsockname()):
        connection, _ = door.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_told_with_the_setting_that_chooses_another() -> None:
    with listener("127.0.0.1", 0) as door, pytest.raises(PortInUseError, match="set PATHWISE_SERVICE_PORT to another"):
        listener("127.0.0.1", door.getsockname()[1], "PATHWISE_SERVICE_PORT")
