/* Builds css, js, icons and copies fonts and pictures into the ui package. `--out <dir>` builds elsewhere. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const flag = process.argv.indexOf("--out");
const out = flag > 0 ? resolve(process.argv[flag + 1]) : join(here, "../src/kontor/ui/static/kontor");
const watching = process.argv.includes("--watch");
const tailwind = join(here, "node_modules/.bin/tailwindcss");

const FONTS = ["piazzolla-latin-wght-normal", "piazzolla-cyrillic-wght-normal"];

function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split(/\s+/).filter(Boolean).sort();
  const symbols = names.map((name) => {
    const svg = readFileSync(join(here, `node_modules/lucide-static/icons/${name}.svg`), "utf8");
    const body = svg.replace(/[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "").replace(/\s+/g, " ").replace(/> </g, "><").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
  });
  writeFileSync(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });
for (const font of FONTS) {
  cpSync(join(here, `node_modules/@fontsource-variable/piazzolla/files/${font}.woff2`), join(out, `fonts/${font}.woff2`));
}
cpSync(join(here, "static"), out, { recursive: true });
icons();

const scripts = {
  absWorkingDir: here,
  entryPoints: { kontor: "js/kontor.js", alpine: "js/alpine.js", captcha: "js/captcha.js", chat: "js/chat.js", lists: "js/lists.js", products: "js/products.js", push: "js/push.js", signals: "js/signals.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
};
const styles = ["-i", join(here, "css/kontor.css"), "-o", join(out, "kontor.css"), "--minify"];

if (watching) {
  await (await esbuild.context(scripts)).watch();
  spawn(tailwind, [...styles, "--watch"], { cwd: here, stdio: "inherit" });
} else {
  await esbuild.build(scripts);
  execFileSync(tailwind, styles, { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
}
