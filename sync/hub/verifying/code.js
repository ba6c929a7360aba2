"use strict";
// What a receipt's code says and whether it is genuine: docs/wire.md "A receipt's code". No page and no network in here.

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PREFIX = "DS2/";
const EARLY = "DS1/";
const EDDSA = -8;
const SM2_SM3 = -65537;
const LONGEST = 3076;

class Malformed extends Error {}

function need(holds) {
  if (!holds) throw new Malformed();
}

function decodeBase45(text) {
  const digits = [...text].map((letter) => BASE45.indexOf(letter));
  need(digits.every((digit) => digit >= 0) && digits.length % 3 !== 1);
  const bytes = [];
  for (let at = 0; at < digits.length; at += 3) {
    const [low, middle, high] = digits.slice(at, at + 3);
    const value = low + 45 * middle + 2025 * (high ?? 0);
    need(value < (high === undefined ? 256 : 65536));
    bytes.push(...(high === undefined ? [value] : [value >> 8, value & 255]));
  }
  return Uint8Array.from(bytes);
}

// As much of CBOR as our codes have, in its shortest form and nothing behind it.
function readCbor(bytes) {
  let at = 0;
  function take(length) {
    need(at + length <= bytes.length);
    at += length;
    return bytes.subarray(at - length, at);
  }
  function size(info) {
    if (info < 24) return info;
    need(info <= 26);
    const length = 1 << (info - 24);
    const value = take(length).reduce((sum, byte) => sum * 256 + byte, 0);
    need(value >= [24, 256, 65536][info - 24]);
    return value;
  }
  function map(length) {
    const made = new Map();
    let last = -1;
    for (let count = 0; count < length; count += 1) {
      const key = item();
      need(Number.isInteger(key) && key > last);
      last = key;
      made.set(key, item());
    }
    return made;
  }
  function item() {
    const head = take(1)[0];
    const info = head & 31;
    switch (head >> 5) {
      case 0: return size(info);
      case 1: return -1 - size(info);
      case 2: return take(size(info)).slice();
      case 3: return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(size(info)));
      case 4: return Array.from({ length: size(info) }, item);
      case 5: return map(size(info));
      case 6: return { tag: size(info), value: item() };
      default: need(head === 0xf5); return true;
    }
  }
  const value = item();
  need(at === bytes.length);
  return value;
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function claimsOf(payload) {
  const said = readCbor(payload);
  need(said instanceof Map && [...said.keys()].every((key) => key >= 1 && key <= 7));
  const [number, applicant, envelope, terminal, day] = [1, 2, 3, 4, 5].map((key) => said.get(key));
  need([number, applicant, terminal].every((word) => typeof word === "string"));
  need(envelope instanceof Uint8Array && envelope.length === 16 && Number.isInteger(day) && day >= 0 && day <= 2932896);
  need([true, undefined].includes(said.get(6)) && ["string", "undefined"].includes(typeof said.get(7)));
  const date = new Date(day * 86400000).toISOString().slice(0, 10);
  return { number, applicant, envelope: hex(envelope), terminal, day: date, unsure: said.has(6), mode: said.get(7) ?? "" };
}

function parseCode(text) {
  need(text.length <= LONGEST);
  const message = readCbor(decodeBase45(text.slice(PREFIX.length)));
  need(message.tag === 18 && Array.isArray(message.value) && message.value.length === 4);
  const [header, open, payload, signature] = message.value;
  need(header instanceof Uint8Array && open instanceof Map && open.size === 0);
  need(payload instanceof Uint8Array && signature instanceof Uint8Array);
  const said = readCbor(header);
  need(said instanceof Map && said.size === 2 && [EDDSA, SM2_SM3].includes(said.get(1)) && said.get(4) instanceof Uint8Array);
  return { suite: said.get(1) === EDDSA ? "intl" : "gm", keyId: hex(said.get(4)), header, payload, signature, claims: claimsOf(payload) };
}

function byteString(bytes) {
  const head = bytes.length < 24 ? [0x40 + bytes.length] : bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 255];
  return [...head, ...bytes];
}

// RFC 9052 section 4.4: ["Signature1", header, no external data, payload].
function toBeSigned(code) {
  const context = new TextEncoder().encode("Signature1");
  return Uint8Array.from([0x84, 0x60 + context.length, ...context, ...byteString(code.header), 0x40, ...byteString(code.payload)]);
}

function publicKey(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

// The verdict, in the words of kiosk/receipts/judgement.py; "cannot" when this browser has no Ed25519, "ask" for the hub to say.
async function judge(text, known) {
  if (text.startsWith(EARLY)) return { verdict: "unsigned" };
  if (!text.startsWith(PREFIX)) return { verdict: "not_ours" };
  let code;
  try {
    code = parseCode(text);
  } catch (error) {
    if (error instanceof Malformed || error instanceof TypeError) return { verdict: "changed" };
    throw error;
  }
  if (code.suite !== known.suite) return { verdict: "other_suite", keyId: code.keyId };
  const device = known.devices[code.keyId];
  if (device === undefined) return { verdict: "unknown_key", keyId: code.keyId };
  if (known.suite !== "intl") return { verdict: "ask" };
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey(device.public), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return { verdict: "cannot" };
  }
  const genuine = code.signature.length === 64 && await crypto.subtle.verify({ name: "Ed25519" }, key, code.signature, toBeSigned(code));
  if (!genuine) return { verdict: "changed", keyId: code.keyId };
  return { verdict: device.suspended ? "suspended" : "genuine", keyId: code.keyId, terminal: device.terminal, ...code.claims };
}
