/* Fails when the committed built files are not what the sources give, when they are too heavy,
   or when the stylesheet uses physical sides (pages mirror for right-to-left languages). */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const committed = join(here, "../src/kontor/ui/static/kontor");
const fresh = mkdtempSync(join(tmpdir(), "kontor-ui-"));
const BUDGET = { "kontor.css": 35_000, "kontor.js": 24_000, "alpine.js": 25_000, "captcha.js": 1_500, "chat.js": 3_500, "lists.js": 1_500, "products.js": 3_000, "push.js": 2_000, "signals.js": 20_000, "icons.svg": 12_000 };
const PHYSICAL = /(?:^|[;{])(?:(?:margin|padding)-(?:left|right)|(?:left|right)|border-(?:left|right)(?:-[a-z]+)?|text-align):\s*([^;}]+)/g;
const problems = [];

function files(root) {
  return readdirSync(root, { recursive: true }).map(String).filter((name) => statSync(join(root, name)).isFile()).sort();
}

try {
  execFileSync(process.execPath, [join(here, "build.mjs"), "--out", fresh], { stdio: "inherit" });
  const names = new Set([...files(committed), ...files(fresh)]);
  for (const name of names) {
    let same = false;
    try {
      same = readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name)));
    } catch {
      same = false;
    }
    if (!same) problems.push(`${name} is not fresh: run npm run build and commit`);
  }
  for (const [name, limit] of Object.entries(BUDGET)) {
    const size = gzipSync(readFileSync(join(fresh, name)), { level: 9 }).length;
    console.log(`${relative(fresh, join(fresh, name)).padEnd(12)} ${size} bytes gz (at most ${limit})`);
    if (size > limit) problems.push(`${name} is too heavy: ${size} bytes gz`);
  }
  if (/url\(["']?data:/.test(readFileSync(join(fresh, "kontor.css"), "utf8"))) {
    problems.push("kontor.css holds a picture as data:, which the content security policy forbids");
  }
  for (const [found, value] of readFileSync(join(fresh, "kontor.css"), "utf8").matchAll(PHYSICAL)) {
    if (found.includes("text-align") && !/^(left|right)/.test(value)) continue;
    problems.push(`physical side in kontor.css: ${found.slice(0, 80)}`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exit(problems.length ? 1 : 0);
