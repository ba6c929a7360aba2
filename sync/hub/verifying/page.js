"use strict";
// The page around it: camera, photograph, letters, and the answer in two languages.

const WORDS = {
  genuine: ["是真的", "Genuine", "这张回执是上面这台终端出具的。请核对姓名和证件。", "This terminal made this receipt. Compare name and card."],
  changed: ["码被改过，或者坏了", "Changed or damaged", "这张回执证明不了什么。请打 12345 核实。", "This receipt proves nothing by itself. Call 12345 to check it."],
  unknown_key: ["不认识签这个码的终端", "Unknown terminal", "请打 12345 核实。", "Call 12345 to check it."],
  other_suite: ["这个码用的是另一套密码", "Another kind of cryptography", "请到出具回执的地方去验。", "Check it where the receipt was made."],
  not_ours: ["这不是回执上的码", "Not the code of a receipt", "请对准回执上的二维码，再试一次。", "Point at the square code on the receipt and try again."],
  unsigned: ["早先的回执，码上没有签名", "An early receipt, not signed", "请打 12345，报编号和验真码核实。", "Call 12345; say the number and the check code."],
  suspended: ["出具这张回执的终端已停用", "This terminal is suspended", "请打 12345 核实。", "Call 12345 to check it."],
  unreadable: ["图上读不出码", "No code in the picture", "请把纸铺平，照亮一些，重新拍一张。", "Lay the paper flat, in more light, and take it again."],
  cannot: ["这个浏览器自己验不了", "This browser cannot check it", "可以请平台来验：只发送码上的内容。", "The platform can: only the letters of the code are sent."],
  no_answer: ["平台没有回答", "The platform does not answer", "请过一会儿再试。", "Please try again later."],
};
const FACTS = [
  ["number", "编号 Number", (one) => one.number.replace(/^(.{3})(.{4})(.*)$/, "$1 $2 $3")],
  ["applicant", "申请人 Applicant", (one) => one.applicant],
  ["day", "收件日期 Collected", (one) => one.day + (one.unsure ? "（机器时间未核对 clock not verified）" : "")],
  ["terminal", "终端 Terminal", (one) => one.terminal],
];
const MODES = { demo: "演示用，没有效力 A demonstration: no effect", training: "培训用，没有效力 Training: no effect" };
const known = JSON.parse(document.getElementById("known").textContent);
const at = (id) => document.getElementById(id);

function put(parent, kind, text, name = "") {
  const made = document.createElement(kind);
  made.textContent = text;
  made.className = name;
  parent.append(made);
  return made;
}

function show(told, text) {
  const result = at("result");
  const [zh, en, adviceZh, adviceEn] = WORDS[told.verdict];
  result.replaceChildren();
  result.className = told.verdict === "genuine" && !told.mode ? "good" : told.verdict === "cannot" ? "open" : "bad";
  put(result, "h2", `${result.className === "good" ? "✓" : result.className === "bad" ? "✕" : "?"} ${zh}`);
  put(result, "p", en, "en");
  if (told.mode) put(result, "p", MODES[told.mode] ?? told.mode, "mode");
  if (told.number) {
    const list = put(result, "dl", "");
    for (const [, label, value] of FACTS) {
      put(list, "dt", label);
      put(list, "dd", value(told));
    }
  }
  put(result, "p", adviceZh);
  put(result, "p", adviceEn, "en");
  if (told.verdict === "cannot") put(result, "button", "请平台来验 Ask the platform").addEventListener("click", () => ask(text));
  result.hidden = false;
  result.scrollIntoView({ block: "nearest" });
}

async function ask(text) {
  try {
    const reply = await fetch("/v1/receipt", { method: "POST", headers: { "Content-Type": "text/plain" }, body: text });
    show(reply.ok ? await reply.json() : { verdict: "no_answer" }, text);
  } catch {
    show({ verdict: "no_answer" }, text);
  }
}

async function check(text) {
  const told = await judge(text, known);
  if (told.verdict === "ask") await ask(text);
  else show(told, text);
  return told;
}

async function codesIn(source) {
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(source);
  const texts = found.map((one) => one.rawValue);
  return texts.find((text) => text.startsWith(PREFIX) || text.startsWith(EARLY)) ?? texts[0];
}

async function photograph(file) {
  let text;
  try {
    text = await codesIn(await createImageBitmap(file));
  } catch {
    text = undefined;
  }
  if (text === undefined) show({ verdict: "unreadable" }, "");
  else await check(text);
}

async function look() {
  const video = at("video");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  let text;
  while (text === undefined && stream.active) {
    text = await codesIn(video);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  stream.getTracks().forEach((track) => track.stop());
  video.hidden = true;
  if (text !== undefined) await check(text);
}

function begin() {
  const sees = "BarcodeDetector" in globalThis;
  at("camera").hidden = !(sees && navigator.mediaDevices);
  at("choose").hidden = !sees;
  at("blind").hidden = sees;
  at("camera").addEventListener("click", () => look().catch(() => show({ verdict: "unreadable" }, "")));
  at("file").addEventListener("change", (event) => photograph(event.target.files[0]));
  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check(at("letters").value.replace(/[\r\n]+$/, ""));
  });
  // What stands behind # never leaves the browser.
  if (location.hash.length > 1) check(decodeURIComponent(location.hash.slice(1)));
}

begin();
