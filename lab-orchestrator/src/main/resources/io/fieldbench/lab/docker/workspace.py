"""Reads and writes files below the present folder, never through a link. Runs in a trainee's container, as the trainee.

read PATH LIMIT    prints the regular file; exit code 3: absent, 4: no regular file, 5: larger than LIMIT
write SIZE         standard input: SIZE bytes of JSON, [[path, size, executable?], …], then the contents, one after the other;
                   nothing is written before all of it is there
end MARK           kills every process that has FIELDBENCH_EXEC=MARK in its environment
"""
import errno
import json
import os
import signal
import stat
import sys
import time

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def parent(path, make):
    folder, *rest = os.open(".", FOLDER), *path.split("/")
    for part in rest[:-1]:
        if make:
            try:
                os.mkdir(part, 0o755, dir_fd=folder)
            except FileExistsError:
                pass
        below = os.open(part, FOLDER, dir_fd=folder)
        os.close(folder)
        folder = below
    return folder, rest[-1]


def read(path, limit):
    try:
        folder, name = parent(path, False)
        # Without O_NONBLOCK a FIFO would wait for a writer.
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as e:
        sys.exit(3 if e.errno == errno.ENOENT else 4)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        sys.exit(4)
    left = int(limit)
    while True:
        block = os.read(file, 65536)
        left -= len(block)
        if left < 0:
            sys.exit(5)
        if not block:
            return
        sys.stdout.buffer.write(block)


def mode(folder, name):
    """What the file has that is there."""
    try:
        there = os.stat(name, dir_fd=folder, follow_symlinks=False)
        return stat.S_IMODE(there.st_mode) if stat.S_ISREG(there.st_mode) else 0o644
    except FileNotFoundError:
        return 0o644


def take(size):
    content = sys.stdin.buffer.read(size)
    if len(content) < size:
        sys.exit("the rest of the files did not come")
    return content


def write(size):
    # A portal that dies meanwhile must leave neither half a file nor half of the files.
    files = [(entry, take(entry[1])) for entry in json.loads(take(int(size)))]
    for (path, _, *executable), content in files:
        folder, name = parent(path, True)
        # A new file in place of the old one: programs see either whole, and a link is replaced, not followed.
        new = f".fieldbench-{os.urandom(8).hex()}"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder), "wb") as out:
            try:
                out.write(content)
                out.flush()
                os.chmod(out.fileno(), (0o755 if executable[0] else 0o644) if executable else mode(folder, name))
                os.rename(new, name, src_dir_fd=folder, dst_dir_fd=folder)
            except OSError:
                os.unlink(new, dir_fd=folder)
                raise
        os.close(folder)


def marked(mark):
    wanted = b"FIELDBENCH_EXEC=" + mark.encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as environ:
                if wanted in environ.read().split(b"\0"):
                    yield int(pid)
        except OSError:
            pass


def signal_all(pids, number):
    for pid in pids:
        try:
            os.kill(pid, number)
        except OSError:
            pass


def end(mark):
    # Frozen first, until there are no new ones: what is killed would make room for another fork.
    for _ in range(20):
        frozen = set()
        while new := set(marked(mark)) - frozen:
            signal_all(new, signal.SIGSTOP)
            frozen |= new
        if not frozen:
            return
        signal_all(frozen, signal.SIGKILL)
        time.sleep(0.05)



try:
    {"read": read, "write": write, "end": end}[sys.argv[1]](*sys.argv[2:])
except OSError as e:
    sys.exit(e.strerror)
