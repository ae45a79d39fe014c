"""Checks the kernel against the Jupyter protocol with Jupyter's own client: python3 check_kernel.py KERNEL_NAME [CHECK ...]

Prints a line for each check, "ok" or "FAILED" with the reason, and ends with 1 when one failed. The kernel is found as Jupyter finds it (JUPYTER_PATH).
"""
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from queue import Empty

import zmq
from jupyter_client import BlockingKernelClient, KernelManager

# Started in the background of a shell, a process ignores SIGINT, and so would the kernel it starts: with the usual handling it does not.
signal.signal(signal.SIGINT, signal.default_int_handler)

KERNEL = sys.argv[1]
PATIENCE = 120
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def same(actual, expected, what=""):
    assert actual == expected, f"{what}: {actual!r:.300} instead of {expected!r:.300}"


class Session:
    """A kernel process with one client."""

    def __init__(self):
        self.manager = KernelManager(kernel_name=KERNEL)
        self.manager.start_kernel(stderr=subprocess.PIPE)
        self.client = self.connect()

    def connect(self):
        client = BlockingKernelClient(connection_file=self.manager.connection_file)
        client.load_connection_file()
        # Without the client's own heartbeat, which gives a busy computer one second; the check "heartbeat" asks for itself.
        client.start_channels(hb=False)
        client.wait_for_ready(timeout=PATIENCE)
        return client

    def end(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


session = None


def client():
    return session.client


def broadcasts(msg_id, c=None, timeout=PATIENCE):
    """Broadcasts under a request until its idle."""
    c = c or client()
    found = []
    end = time.monotonic() + timeout
    while True:
        try:
            message = c.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
        except Empty:
            raise AssertionError(f"no idle within {timeout} s; so far {[m['msg_type'] for m in found]}")
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        found.append(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return found


def reply(msg_id, c=None, timeout=PATIENCE):
    c = c or client()
    end = time.monotonic() + timeout
    while True:
        message = c.get_shell_msg(timeout=max(0.01, end - time.monotonic()))
        if message["parent_header"].get("msg_id") == msg_id:
            return message


def control_reply(msg_id, timeout=PATIENCE):
    end = time.monotonic() + timeout
    while True:
        message = client().get_control_msg(timeout=max(0.01, end - time.monotonic()))
        if message["parent_header"].get("msg_id") == msg_id:
            return message


def run(code, c=None, **options):
    """Reply content and broadcasts of a cell."""
    c = c or client()
    options.setdefault("allow_stdin", False)
    msg_id = c.execute(code, **options)
    shown = broadcasts(msg_id, c)
    return reply(msg_id, c)["content"], shown


def ask(msg_type, content, c=None):
    """Reply content and broadcasts of any shell request."""
    c = c or client()
    message = c.session.msg(msg_type, content)
    c.shell_channel.send(message)
    msg_id = message["header"]["msg_id"]
    shown = broadcasts(msg_id, c)
    return reply(msg_id, c)["content"], shown


def of_type(shown, msg_type):
    return [m["content"] for m in shown if m["msg_type"] == msg_type]


def text(shown, name="stdout"):
    return "".join(c["text"] for c in of_type(shown, "stream") if c["name"] == name)


def result(shown):
    values = of_type(shown, "execute_result")
    assert len(values) == 1, f"{len(values)} results, errors {of_type(shown, 'error')}"
    return values[0]["data"]["text/plain"]


@check
def kernel_info():
    content, _ = ask("kernel_info_request", {})
    same(content["status"], "ok")
    same(content["protocol_version"][:2], "5.", "protocol")
    same(content["language_info"]["file_extension"], ".cs")
    assert content["implementation"] and content["banner"]


@check
def execute_and_status():
    content, shown = run("var a = 20; a + 1")
    same(content["status"], "ok")
    same([m["msg_type"] for m in shown], ["status", "execute_input", "execute_result", "status"])
    same([s["execution_state"] for s in of_type(shown, "status")], ["busy", "idle"])
    same(of_type(shown, "execute_input")[0]["code"], "var a = 20; a + 1")
    same(result(shown), "21")
    same(of_type(shown, "execute_result")[0]["execution_count"], content["execution_count"])
    again, shown = run("a * 2")
    same((result(shown), again["execution_count"]), ("40", content["execution_count"] + 1))


@check
def streams():
    _, shown = run('Console.Write("one "); Console.WriteLine("two"); Console.Error.WriteLine("bad"); Console.Write("three");')
    same(text(shown), "one two\nthree")
    same(text(shown, "stderr"), "bad\n")
    same([c["name"] for c in of_type(shown, "stream")], ["stdout", "stderr", "stdout"], "order")


@check
def many_small_writes_are_few_messages():
    _, shown = run('for (var i = 0; i < 50_000; i++) Console.WriteLine("0123456789");')
    same(len(text(shown)), 550_000)
    assert len(of_type(shown, "stream")) < 500, f"{len(of_type(shown, 'stream'))} messages"


@check
def display_and_update():
    content, shown = run('var bar = "half".Display(); bar.Update("all");')
    same(content["status"], "ok", str(content))
    first = of_type(shown, "display_data")[0]
    second = of_type(shown, "update_display_data")[0]
    same(second["transient"]["display_id"], first["transient"]["display_id"])
    assert "half" in first["data"]["text/plain"] and "all" in second["data"]["text/plain"]


@check
def html_has_text_beside_it():
    _, shown = run('HTML("<b>bold</b>")')
    data = of_type(shown, "execute_result")[0]["data"]
    assert "<b>bold</b>" in data["text/html"] and "bold" in data["text/plain"], data


@check
def clear_output():
    _, shown = run('Console.Write("x"); ClearOutput(wait: true); Console.Write("y");')
    same([m["msg_type"] for m in shown][2:5], ["stream", "clear_output", "stream"])
    same(of_type(shown, "clear_output")[0]["wait"], True)


@check
def error():
    content, shown = run('int zero = 0;\nvar r = 1 / zero;')
    same(content["status"], "error")
    same(content["ename"], "DivideByZeroException")
    same(len(of_type(shown, "error")), 1)
    assert content["evalue"] and content["traceback"] and "execution_count" in content
    content, _ = run("int i = \"text\";")
    same(content["ename"], "CompilationError")


@check
def silent():
    before, _ = run("1")
    content, shown = run('Console.Write("x"); 42', silent=True)
    same(content["status"], "ok")
    same([m["msg_type"] for m in shown], ["status", "status"])
    after, _ = run("1")
    same(after["execution_count"], before["execution_count"] + 1)


@check
def store_history_off():
    before, _ = run("1")
    content, shown = run('"not remembered"', store_history=False)
    assert "not remembered" in result(shown)
    same(content["execution_count"], before["execution_count"])
    history, _ = ask("history_request", {"hist_access_type": "tail", "n": 1, "output": False, "raw": True})
    same(history["history"][-1][2], "1")


@check
def user_expressions():
    content, _ = run("var u = 5;", user_expressions={"twice": "u * 2", "broken": "nope", "nothing": ";"})
    values = content["user_expressions"]
    same((values["twice"]["status"], values["twice"]["data"]["text/plain"]), ("ok", "10"))
    same(values["broken"]["status"], "error")
    assert values["broken"]["ename"] and values["broken"]["traceback"] is not None
    same(values["nothing"]["status"], "error")


@check
def stop_on_error():
    c = client()
    ids = [c.execute('throw new Exception("first");', allow_stdin=False)] + [c.execute(str(i), allow_stdin=False) for i in range(3)]
    info = c.kernel_info()
    states = [reply(i)["content"]["status"] for i in ids]
    same(states, ["error", "aborted", "aborted", "aborted"])
    same(reply(info)["content"]["status"], "ok")
    content, _ = run("7")
    same(content["status"], "ok", "after the abort")
    ids = [c.execute('throw new Exception("first");', allow_stdin=False, stop_on_error=False), c.execute("8", allow_stdin=False)]
    same([reply(i)["content"]["status"] for i in ids], ["error", "ok"])


@check
def stdin():
    c = client()
    msg_id = c.execute('var answer = Console.ReadLine(); Console.Write("got " + answer);', allow_stdin=True)
    question = c.get_stdin_msg(timeout=PATIENCE)
    same(question["msg_type"], "input_request")
    same(question["parent_header"]["msg_id"], msg_id)
    same(question["content"]["password"], False)
    c.input("Zoë 😀")
    same(text(broadcasts(msg_id)), "got Zoë 😀")
    same(reply(msg_id)["content"]["status"], "ok")
    msg_id = c.execute('var secret = password("word? ");', allow_stdin=True)
    question = c.get_stdin_msg(timeout=PATIENCE)["content"]
    same((question["prompt"], question["password"]), ("word? ", True))
    c.input("x")
    same(reply(msg_id)["content"]["status"], "ok")


@check
def stdin_not_allowed():
    content, _ = run('var never = input("name? ");')
    same(content["status"], "error")
    same(content["ename"], "InputNotAvailableException")


@check
def stdin_interrupted():
    c = client()
    msg_id = c.execute('var never = input("name? ");', allow_stdin=True)
    c.get_stdin_msg(timeout=PATIENCE)
    interrupt_by_message()
    same(reply(msg_id, timeout=10)["content"]["status"], "error")
    same(result(run("1 + 1")[1]), "2")


@check
def unicode_text():
    _, shown = run('var ελ = "Zoë 😀 ≤ \\u0000"; ελ')
    assert "Zoë 😀 ≤" in result(shown), result(shown)
    _, shown = run('Console.Write("😀é漢"); Console.Write("\\ud83d"); Console.Write("\\ude00");')
    same(text(shown), "😀é漢😀")


@check
def complete():
    run('var patientCount = 3; var words = "a b";')
    content, _ = ask("complete_request", {"code": "patientC", "cursor_pos": 8})
    same(content["status"], "ok")
    assert "patientCount" in content["matches"], content["matches"][:5]
    same((content["cursor_start"], content["cursor_end"]), (0, 8))
    content, _ = ask("complete_request", {"code": "words.Len", "cursor_pos": 9})
    assert "Length" in content["matches"]
    kinds = {t["text"]: t for t in content["metadata"]["_jupyter_types_experimental"]}
    same(kinds["Length"]["type"], "property")
    assert "int" in kinds["Length"]["signature"], kinds["Length"]


@check
def complete_after_characters_outside_the_basic_plane():
    code = 'var face = "😀😀"; face.Len'
    content, _ = ask("complete_request", {"code": code, "cursor_pos": len(code)})
    assert "Length" in content["matches"], content["matches"][:5]
    same((content["cursor_start"], content["cursor_end"]), (len(code) - 3, len(code)))


@check
def inspect():
    code = '"😀".Substring(0)'
    content, _ = ask("inspect_request", {"code": code, "cursor_pos": 6, "detail_level": 0})
    same((content["status"], content["found"]), ("ok", True))
    assert "Substring" in content["data"]["text/plain"]
    content, _ = ask("inspect_request", {"code": "   ", "cursor_pos": 1, "detail_level": 1})
    same((content["status"], content["found"], content["data"]), ("ok", False, {}))


@check
def is_complete():
    for code, status in [("1 + 1", "complete"), ("if (true) {", "incomplete"), ("var x = 1 2;", "invalid")]:
        content, _ = ask("is_complete_request", {"code": code})
        same(content["status"], status, code)
        same("indent" in content, status == "incomplete", code)


@check
def history():
    first, _ = run('"history one"')
    run('"history two"')
    run('"history one"')
    n = first["execution_count"]
    tail, _ = ask("history_request", {"hist_access_type": "tail", "n": 2, "output": False, "raw": True})
    same([h[2] for h in tail["history"]], ['"history two"', '"history one"'])
    ranged, _ = ask("history_request", {"hist_access_type": "range", "session": 0, "start": n, "stop": n + 2, "output": True, "raw": True})
    same([(h[1], h[2][0]) for h in ranged["history"]], [(n, '"history one"'), (n + 1, '"history two"')])
    assert "history one" in ranged["history"][0][2][1]
    found, _ = ask("history_request", {"hist_access_type": "search", "pattern": '"history*', "n": 10, "output": False, "raw": True})
    same(len(found["history"]), 3)
    found, _ = ask("history_request", {"hist_access_type": "search", "pattern": '"history*', "n": 10, "unique": True, "output": False, "raw": True})
    same([h[2] for h in found["history"]], ['"history two"', '"history one"'])
    earlier, _ = ask("history_request", {"hist_access_type": "range", "session": -1, "start": 0, "stop": 5, "output": False, "raw": True})
    same(earlier["history"], [])


@check
def comms():
    content, _ = ask("comm_info_request", {})
    same((content["status"], content["comms"]), ("ok", {}))
    c = client()
    message = c.session.msg("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    c.shell_channel.send(message)
    closed = of_type(broadcasts(message["header"]["msg_id"]), "comm_close")
    same(closed[0]["comm_id"], "c1")
    for msg_type in ("comm_msg", "comm_close", "novel_request"):
        message = c.session.msg(msg_type, {"comm_id": "c1", "data": {}})
        c.shell_channel.send(message)
        same([m["msg_type"] for m in broadcasts(message["header"]["msg_id"])], ["status", "status"], msg_type)


@check
def heartbeat():
    context = zmq.Context.instance()
    socket = context.socket(zmq.REQ)
    socket.linger = 0
    info = session.manager.get_connection_info()
    socket.connect(f"tcp://{info['ip']}:{info['hb_port']}")
    socket.send(b"still there?")
    assert socket.poll(5000), "no answer"
    same(socket.recv(), b"still there?")
    socket.close()


def raw_frames(content, key, msg_id, msg_type="execute_request", signature=None):
    header = {"msg_id": msg_id, "session": "s", "username": "u", "date": "2026-01-01T00:00:00Z", "msg_type": msg_type, "version": "5.3"}
    parts = [json.dumps(p).encode() for p in (header, {}, {}, content)]
    if signature is None:
        signature = hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode()
    return [b"<IDS|MSG>", signature] + parts


@check
def wrong_signatures_and_replays_are_dropped():
    info = session.manager.get_connection_info()
    key = info["key"]
    socket = zmq.Context.instance().socket(zmq.DEALER)
    socket.linger = 0
    socket.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    run("var tampered = 0;")
    cell = {"code": "tampered++;", "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    good = raw_frames(cell, key, "good")
    for frames in (
        raw_frames(cell, b"another key", "bad"),
        raw_frames(cell, key, "unsigned", signature=b""),
        raw_frames(cell, key, "short", signature=b"0" * 64),
        good[:-1] + [good[-1].replace(b"tampered++", b"tampered--")],
        [b"<IDS|MSG>"], [b"noise"], [b"<IDS|MSG>", b"", b"{", b"{", b"{", b"{"],
        good, good, good,
    ):
        socket.send_multipart(frames)
    assert socket.poll(PATIENCE * 1000), "the right message was not answered"
    same(json.loads(socket.recv_multipart()[5])["status"], "ok")
    assert not socket.poll(1000), "a message was answered that had to be dropped"
    same(result(run("tampered")[1]), "1")
    socket.close()


def interrupt_by_message():
    message = client().session.msg("interrupt_request", {})
    client().control_channel.send(message)
    same(control_reply(message["header"]["msg_id"])["content"]["status"], "ok")


def interrupt_by_signal():
    os.kill(kernel_process(), signal.SIGINT)


def kernel_process():
    return session.manager.provisioner.process.pid


LOOPS = {
    "tight loop": "while (true) { }",
    "sleep": "System.Threading.Thread.Sleep(600000);",
    "await": "await Task.Delay(600000);",
    "catch-all": "while (true) { try { System.Threading.Thread.Sleep(1); } catch { } }",
    "parallel query": "System.Linq.Enumerable.Range(0, int.MaxValue).AsParallel().Select(i => { double x = i; while (x < 1e300) x = x + 1; return x; }).ToArray();",
}


def interrupted(name, code, interrupt):
    run("var kept = 17;")
    msg_id = client().execute(code, allow_stdin=False)
    time.sleep(0.7)
    start = time.monotonic()
    interrupt()
    content = reply(msg_id, timeout=20)["content"]
    took = time.monotonic() - start
    same(content["status"], "error", name)
    assert took < 2.5, f"{name}: took {took:.1f} s"
    _, shown = run('"after " + 1')
    assert "after 1" in result(shown)


@check
def interrupt_message():
    for name, code in LOOPS.items():
        interrupted(name, code, interrupt_by_message)


@check
def interrupt_signal():
    for _ in range(2):
        interrupted("tight loop", LOOPS["tight loop"], interrupt_by_signal)
    same(result(run("kept")[1]), "17", "state")
    interrupt_by_signal()

    # A signal has no place in the order of messages: without a pause a slow machine may hear it during the next cell.
    time.sleep(1)
    same(result(run("kept")[1]), "17", "state after an interrupt of nothing")


@check
def output_of_10_megabytes():
    _, shown = run('Console.Write(new string(\'x\', 10_000_000)); "end"')
    same(len(text(shown)), 10_000_000)
    _, shown = run('HTML("<p>" + new string(\'é\', 10_000_000) + "</p>")')
    same(len(of_type(shown, "execute_result")[0]["data"]["text/html"]), 10_000_007)


@check
def background_threads_write_under_their_own_cell():
    c = client()
    first = c.execute('_ = Task.Run(async () => { await Task.Delay(700); Console.Write("late"); });', allow_stdin=False)
    broadcasts(first)
    second = c.execute('await Task.Delay(1500); Console.Write("later");', allow_stdin=False)
    late = []
    while True:
        message = c.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream":
            late.append((message["content"]["text"], message["parent_header"]["msg_id"]))
        if message["msg_type"] == "status" and message["parent_header"].get("msg_id") == second and message["content"]["execution_state"] == "idle":
            break
    same(late, [("late", first), ("later", second)])


@check
def two_clients_at_once():
    other = session.connect()
    try:
        run("var shared = 1;")
        mine = [client().execute(f'await Task.Delay(20); "mine {i}"', allow_stdin=False) for i in range(10)]
        theirs = [other.execute(f'await Task.Delay(20); "theirs {i}"', allow_stdin=False) for i in range(10)]
        for ids, c, word in ((mine, client(), "mine"), (theirs, other, "theirs")):
            for i, msg_id in enumerate(ids):
                assert f"{word} {i}" in result(broadcasts(msg_id, c))
                same(reply(msg_id, c)["content"]["status"], "ok")
        same(result(run("shared", other)[1]), "1", "one session for both")
        msg_id = other.execute("var who = Console.ReadLine();", allow_stdin=True)
        same(other.get_stdin_msg(timeout=PATIENCE)["parent_header"]["msg_id"], msg_id, "the question goes to the one whose cell asks")
        other.input("x")
        same(reply(msg_id, other)["content"]["status"], "ok")
        try:
            raise AssertionError(f"the other client was asked as well: {client().get_stdin_msg(timeout=0.5)}")
        except Empty:
            pass
    finally:
        other.stop_channels()


@check
def restart():
    run("var before = 1;")
    session.manager.restart_kernel(now=False)
    session.client.stop_channels()
    session.client = session.connect()
    content, _ = run("before")
    same(content["ename"], "CompilationError", "state is gone")
    content, shown = run("2 + 2")
    same((result(shown), content["execution_count"] <= 2), ("4", True))


@check
def shutdown():
    process = session.manager.provisioner.process
    message = client().session.msg("shutdown_request", {"restart": False})
    client().control_channel.send(message)
    content = control_reply(message["header"]["msg_id"])["content"]
    same((content["status"], content["restart"]), ("ok", False))
    same(process.wait(timeout=10), 0, "exit code")


@check
def shutdown_while_a_cell_runs():
    fresh()
    process = session.manager.provisioner.process
    client().execute("while (true) { try { System.Threading.Thread.Sleep(1); } catch { } }", allow_stdin=False)
    time.sleep(1)
    message = client().session.msg("shutdown_request", {"restart": False})
    client().control_channel.send(message)
    same(control_reply(message["header"]["msg_id"])["content"]["status"], "ok")
    same(process.wait(timeout=10), 0, "exit code")


@check
def ends_with_its_front_end():
    code = (
        "import sys, time\nfrom jupyter_client import KernelManager\n"
        f"m = KernelManager(kernel_name={KERNEL!r})\nm.start_kernel()\nprint(m.provisioner.process.pid, flush=True)\ntime.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    kernel = int(parent.stdout.readline())
    time.sleep(3)
    assert running(kernel), "the kernel did not start"
    parent.kill()
    parent.wait()
    end = time.monotonic() + 15
    while running(kernel) and time.monotonic() < end:
        time.sleep(0.2)
    assert not running(kernel), "the kernel outlives its front end"


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as status:
            return status.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@check
def other_addresses_are_refused():
    manager = KernelManager(kernel_name=KERNEL, ip="0.0.0.0")
    try:
        manager.start_kernel(stderr=subprocess.PIPE)
    except RuntimeError:
        return
    process = manager.provisioner.process
    same(process.wait(timeout=PATIENCE), 3, "exit code")
    assert b"0.0.0.0" in process.stderr.read()
    manager.cleanup_resources()


def fresh():
    global session
    if session is not None:
        session.end()
    session = Session()


def main():
    wanted = sys.argv[2:]
    failed = 0
    fresh()
    for function in CHECKS:
        if wanted and function.__name__ not in wanted:
            continue
        start = time.monotonic()
        try:
            function()
            outcome = "ok"
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            failed += 1
            outcome = f"FAILED: {type(error).__name__}: {error}".rstrip(": ")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
            fresh()
        print(f"{function.__name__}: {outcome} ({time.monotonic() - start:.1f} s)", flush=True)
    session.end()
    print(f"{failed} of {len(CHECKS)} checks failed" if failed else "all checks ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
