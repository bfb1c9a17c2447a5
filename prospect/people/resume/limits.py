"""What a process that reads an untrusted file is forbidden: memory, time, files, network, other processes' data.

Everything is applied by the process to itself before it sees the file, and holds for what it starts (tesseract).
Where the kernel lacks a guard the others still hold; ``apply`` says which are in force.

* ``resource`` limits: address space, processor seconds, file size 0 (nothing can be written), open files, no core.
* ``no_new_privs`` and a seccomp filter (BPF, see seccomp(2)): no sockets, no tracing, no namespaces, no io_uring.
* a network namespace of its own where that is allowed (unshare(2)): not even the loopback answers.
* Landlock (landlock(7)): only the interpreter's, the libraries' and tesseract's folders can be read, none written.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from pathlib import Path

MEMORY = 1_200_000_000
PROCESSOR_SECONDS = 20
OPEN_FILES = 64

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 22, 38
CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000

FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 43, 44, 46, 49, 50, 53, 101, 165, 166, 169, 175, 246, 248, 249, 250, 272, 288, 298, 304, 308, 310, 311, 313, 321, 323, 425)),
    "aarch64": (0xC00000B7, (198, 199, 200, 201, 202, 203, 206, 211, 242, 117, 40, 39, 142, 105, 104, 217, 218, 219, 97, 241, 265, 268, 270, 271, 273, 280, 282, 425)),
}  # fmt: skip
"""By machine: the audit architecture and the numbers of socket(2) and its kin, ptrace, mount, modules, keys, unshare,
perf, open_by_handle_at, setns, process_vm_*, bpf, userfaultfd, io_uring_setup."""

LANDLOCK_ALL = (1 << 13) - 1
LANDLOCK_READ = 1 << 0 | 1 << 2 | 1 << 3
"""Of landlock(7): execute, read_file, read_dir."""


def libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def apply(*, alone: bool = False) -> dict[str, bool]:
    """Puts every guard the system has in force, for good; answers which. ``alone``: the network is already left."""
    force = {"memory": False, "processor time": False, "open files": False, "writing files": False}
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 2))
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        force = dict.fromkeys(force, True)
    except (OSError, ValueError):
        pass  # what could not be set is reported as not in force
    linux = sys.platform.startswith("linux")
    force["network namespace"] = alone or (linux and network_namespace())
    force["privileges"] = linux and libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    force["files (Landlock)"] = linux and force["privileges"] and landlock()
    force["system calls (seccomp)"] = linux and force["privileges"] and seccomp()
    return force


def network_namespace() -> bool:
    """Leaves the machine's network; as another user first where only that is allowed."""
    c = libc()
    flags = CLONE_NEWNET | CLONE_NEWIPC
    return bool(c.unshare(flags) == 0 or c.unshare(CLONE_NEWUSER | flags) == 0)


def seccomp() -> bool:
    """Installs the filter; forbidden calls fail with EPERM."""
    known = FORBIDDEN.get(platform.machine())
    if known is None:
        return False
    architecture, calls = known
    allow, deny = 0x7FFF0000, 0x00050000 | errno.EPERM
    code = [(0x20, 0, 0, 4), (0x15, 1, 0, architecture), (0x06, 0, 0, deny), (0x20, 0, 0, 0)]
    code.append((0x35, len(calls) + 1, 0, 0x40000000))
    code += [(0x15, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    code += [(0x06, 0, 0, allow), (0x06, 0, 0, deny)]
    packed = b"".join(struct.pack("HBBI", *one) for one in code)
    program = ctypes.create_string_buffer(packed, len(packed))
    header = struct.pack("HP", len(code), ctypes.addressof(program)) if ctypes.sizeof(ctypes.c_void_p) == 8 else b""
    return bool(libc().prctl(PR_SET_SECCOMP, 2, ctypes.create_string_buffer(header, len(header)), 0, 0) == 0)


def landlock() -> bool:
    """Only the folders below can be read, and nothing written."""
    c = libc()
    create, add_rule, restrict = 444, 445, 446
    attributes = ctypes.c_uint64(LANDLOCK_ALL)
    ruleset = c.syscall(create, ctypes.byref(attributes), ctypes.sizeof(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable():
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            access = LANDLOCK_READ if path.is_dir() else 1 << 0 | 1 << 2
            rule = struct.pack("=Qi", access, folder)
            c.syscall(add_rule, ruleset, 1, ctypes.create_string_buffer(rule, len(rule)), 0)
            os.close(folder)
        return bool(c.syscall(restrict, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def readable() -> list[Path]:
    """What the interpreter, its libraries and tesseract need to read; nothing of this installation's data."""
    package = Path(__file__).resolve().parents[2]
    wanted = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.base_exec_prefix), package}
    wanted |= {
        Path(p)
        for p in (
            "/usr",
            "/lib",
            "/lib64",
            "/bin",
            "/etc/ld.so.cache",
            "/etc/fonts",
            "/dev/null",
            "/dev/urandom",
            "/etc/localtime",
        )
    }
    return sorted(path for path in wanted if path.exists())
