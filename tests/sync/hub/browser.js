// As much of a browser as the page needs, run by node: the page's own scripts, its elements, a hash, a camera that sees a text.
// Reads {html, hash, letters, photograph, ed25519} from standard input; writes what the page shows and what it sent.
"use strict";
const vm = require("node:vm");
const given = JSON.parse(require("node:fs").readFileSync(0));

class Element {
  constructor(kind) { Object.assign(this, { kind, children: [], listeners: {}, hidden: false, textContent: "", className: "", value: "" }); }
  append(child) { this.children.push(child); }
  replaceChildren() { this.children = []; }
  addEventListener(name, listener) { this.listeners[name] = listener; }
  scrollIntoView() {}
  text() { return [this.textContent, ...this.children.map((child) => child.text())].filter(Boolean).join("\n"); }
  find(kind) { return this.children.find((child) => child.kind === kind); }
}

const elements = {};
for (const [, tag, id] of given.html.matchAll(/<(\w+)[^>]* id="(\w+)"/g)) elements[id] = new Element(tag);
for (const [, id] of given.html.matchAll(/ id="(\w+)"[^>]* hidden>/g)) elements[id].hidden = true;
elements.known.textContent = given.html.match(/id="known">(.*?)<\/script>/s)[1];
const sent = [];
const subtle = given.ed25519 ? crypto.subtle : { importKey: async () => { throw new DOMException("no such algorithm", "NotSupportedError"); } };
const context = {
  document: { getElementById: (id) => elements[id], createElement: (kind) => new Element(kind) },
  location: { hash: given.hash ?? "" },
  navigator: { mediaDevices: given.photograph === undefined ? undefined : {} },
  crypto: { subtle },
  fetch: async (path, request) => {
    sent.push({ path, body: request.body });
    const reply = await fetch(given.hub + path, request);
    return { ok: reply.ok, json: () => reply.json() };
  },
  createImageBitmap: async (file) => file,
  console, TextDecoder, TextEncoder, Uint8Array, atob, Map, Array,
};
if (given.photograph !== undefined) {
  context.BarcodeDetector = class { async detect() { return given.photograph.map((rawValue) => ({ rawValue })); } };
}
context.globalThis = context;
vm.createContext(context);
const scripts = [...given.html.matchAll(/<script>(.*?)<\/script>/gs)].map((found) => found[1]);

async function settled() {
  for (let turn = 0; turn < 200 && (elements.result.hidden || given.press && sent.length === 0); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    const button = elements.result.find("button");
    if (given.press && button) await button.listeners.click();
  }
}

(async () => {
  vm.runInContext(scripts.join("\n"), context);
  const offered = Object.keys(elements).filter((id) => !elements[id].hidden);
  if (given.letters !== undefined) {
    elements.letters.value = given.letters;
    elements.form.listeners.submit({ preventDefault() {} });
  }
  if (given.photograph !== undefined) elements.file.listeners.change({ target: { files: ["a file"] } });
  await settled();
  console.log(JSON.stringify({ shown: elements.result.text(), className: elements.result.className, sent, offered }));
})();
