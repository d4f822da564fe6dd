import os
import socket
import subprocess
import sys

from pathwise.workers.child import READY


def test_a_process_whose_parent_has_already_gone_ends_at_once() -> None:
    ours, theirs = socket.socketpair()
    somebody_else = os.getppid()
    with ours, theirs:
        arguments = [str(theirs.fileno()), str(somebody_else), str(2**30)]
        program = [sys.executable, "-m", "pathwise.workers.child", *arguments]
        ended = subprocess.run(program, check=False, pass_fds=[theirs.fileno()], timeout=20)
    assert ended.returncode == 1


def test_a_process_ends_quietly_when_its_channel_is_closed() -> None:
    ours, theirs = socket.socketpair()
    arguments = [str(theirs.fileno()), str(os.getpid()), str(2**30)]
    program = [sys.executable, "-m", "pathwise.workers.child", *arguments]
    with subprocess.Popen(program, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE) as child:
        theirs.close()
        assert READY in ours.recv(64)
        ours.close()
        _, errors = child.communicate(timeout=20)
    assert (child.returncode, errors) == (0, b"")
