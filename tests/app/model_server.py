"""A server that speaks as OpenAI's does and writes what a test tells it to."""

import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


def sentence(text, *rests):
    """A sentence as a model is asked to print it; `rests` are pairs of paragraph and quote."""
    paragraphs = [{"id": n, "quote": quote} for n, quote in rests]
    return json.dumps({"text": text, "paragraphs": paragraphs}, ensure_ascii=False)


class ModelServer:
    """Answers each request with `text`, in pieces. What came is in `requests`.

    `status` other than 200 is an error; `wait` seconds pass before each piece; `body` is sent as it
    is, whatever the protocol says; `refusal` is what a model refuses with.
    """

    def __init__(self):
        self.text, self.status, self.wait, self.body, self.refusal = "", 200, 0.0, None, None
        self.requests = []
        self.headers = []

    def write(self, *sentences):
        self.text = "\n".join(sentences)

    def pieces(self):
        if self.refusal:
            yield {"refusal": self.refusal}
        for i in range(0, len(self.text), 40):
            yield {"content": self.text[i : i + 40]}

    def chunks(self):
        if self.body is not None:
            yield self.body
            return
        head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "fake"}
        for delta in self.pieces():
            time.sleep(self.wait)
            choice = {"index": 0, "delta": delta, "finish_reason": None}
            yield f"data: {json.dumps({**head, 'choices': [choice]})}\n\n"
        yield "data: [DONE]\n\n"


@contextmanager
def served():
    """(server, base_url) on loopback, until the end of the block."""
    model = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            model.requests.append(json.loads(asked))
            model.headers.append(dict(self.headers))
            self.send_response(model.status)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for chunk in model.chunks():
                    self.wfile.write(chunk.encode())
                    self.wfile.flush()
            except OSError:
                pass  # nobody waits for it any more

        def log_message(self, *said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield model, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
