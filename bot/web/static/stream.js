// One question to the service, its answer as it comes.
const SILENCE = 30_000; // the service says something at least every 15 s

// The service gave a reason, to be shown as it is.
export class Refused extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

// The answer; rejects with Refused, with an AbortError for `signal`, or with another error where the line is cut.
export async function answerOf({ base, question, session, language, signal, onSession, onDelta }) {
  const line = new AbortController();
  const stop = () => line.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, SILENCE);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(stop, SILENCE);
  };
  try {
    const response = await fetch(new URL("/api/ask?view=outline", base), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accepted(), "Accept-Language": language },
      body: JSON.stringify({ question, session }),
      credentials: "omit",
      cache: "no-store",
      signal: line.signal,
    });
    alive();
    const begun = response.headers.get("Chidao-Session");
    if (begun) onSession(begun);
    if (!response.ok) throw new Refused((await response.json()).error);
    if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) return await response.json();
    for await (const { name, data } of events(response.body, alive)) {
      if (name === "delta") onDelta(data.text);
      if (name === "error") throw new Refused(data);
      if (name === "answer") return data;
    }
    throw new Error("the stream ended before the answer");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    line.abort();
  }
}

function accepted() {
  const streams = typeof ReadableStream === "function" && "body" in Response.prototype;
  return streams ? "text/event-stream, application/json" : "application/json";
}

async function* events(body, alive) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const whole = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = whole.pop();
    for (const lines of whole) {
      const field = (name) => lines.split("\n").filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join("\n");
      if (field("data")) yield { name: field("event"), data: JSON.parse(field("data")) };
    }
  }
}
