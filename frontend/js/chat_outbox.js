/* What is written and not sent yet, and what is being typed: kept in this tab until it is sent. */
export function outbox(name) {
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(`kontor-chat:${name}:${key}`)) ?? null;
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      sessionStorage.setItem(`kontor-chat:${name}:${key}`, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing: it lives as long as the page
    }
  };
  const entries = new Map((read("unsent") ?? []).map((entry) => [entry.id, entry]));
  const save = () => write("unsent", [...entries.values()].map(({ id, text, more, failed }) => ({ id, text, more, failed })));
  return {
    all: () => [...entries.values()],
    has: (id) => entries.has(id),
    keep: (entry) => {
      entries.set(entry.id, entry);
      save();
    },
    drop: (id) => {
      entries.delete(id);
      save();
    },
    draft: (text) => (text === undefined ? read("draft") ?? "" : write("draft", text)),
  };
}
