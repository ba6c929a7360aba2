.pragma library
.import "svg.js" as Svg
.import "things.js" as Things
// What the pictures of a printer's faults are put together from; each thing lies around its own middle.

const GREY = "#8A8577";
const PALE = "#B9CBDD";

const box = Things.box;
const disc = Things.disc;
const at = Things.at;

// The printer in the terminal's front, shut; `lamp` is the colour of its lamp.
function printer(c, lamp) {
    return Svg.path("M-150 -60 L-112 -122 H112 L150 -60 z", c.sunk, c.ink, 6) + box(-170, -62, 340, 190, 18, c.card, c.ink, 6)
        + box(-112, -6, 224, 20, 8, c.ink) + disc(132, 92, 13, lamp, c.ink, 4);
}

// The same with its lid up: a roll lies in it, or should.
function open(c, roll) {
    return Svg.path("M-150 -44 L-110 -206 H110 L150 -44 z", c.card, c.ink, 6) + box(-150, -70, 300, 76, 0, c.sunk, c.ink, 6) + (roll ?? "")
        + box(-170, -16, 340, 152, 18, c.card, c.ink, 6) + box(-112, 34, 224, 20, 8, c.ink);
}

// Paper hanging from the slot of the printer, so long.
function paper(c, length) {
    const lines = [28, 58, 88, 118, 148].filter(y => y + 20 < length).map((y, i) => box(-66, y, i % 2 ? 92 : 132, 12, 6, i % 2 ? PALE : GREY)).join("");
    return Svg.path(`M-92 0 V${length} l18 -14 18 14 18 -14 18 14 20 -14 18 14 18 -14 18 14 20 -14 18 14 V0 z`, "#FFFFFF", c.ink, 5) + lines;
}

// What is jammed comes out in folds.
function crumpled(c) {
    return Svg.path("M-92 0 L-70 34 L-96 62 L-64 92 L-90 124 H78 L98 96 L66 66 L94 36 L84 0 z", "#FFFFFF", c.ink, 5)
        + Svg.path("M-70 34 L84 24 M-96 62 L66 66 M-64 92 L98 96", null, GREY, 6);
}

// A roll of paper seen from its end; `left` is how thick what is left on it is.
function roll(c, left) {
    return (left > 0 ? disc(0, 0, 24 + left, "#FFFFFF", c.ink, 5) : "") + disc(0, 0, 24, GREY, c.ink, 5) + disc(0, 0, 10, c.sunk, c.ink, 4);
}

// Where a roll is not.
function lack(c) {
    return `<circle r="84" fill="none" stroke="${c.bad}" stroke-width="8" stroke-dasharray="4 18" stroke-linecap="round"/>`;
}

// A roll with its paper hanging over, on its way into the printer.
function fresh(c) {
    return Svg.path("M84 0 V116 H36 V60 z", "#FFFFFF", c.ink, 5) + roll(c, 60);
}

function scissors(c) {
    return Svg.path("M-40 -62 L34 52 M40 -62 L-34 52", null, c.ink, 13) + disc(-46, 74, 25, c.card, c.ink, 10) + disc(46, 74, 25, c.card, c.ink, 10);
}

function thermometer(c) {
    return box(-22, -110, 44, 160, 22, c.card, c.ink, 7) + disc(0, 62, 40, c.bad, c.ink, 7) + box(-9, -70, 18, 120, 9, c.bad);
}

// A drop of ink, with little in it.
function drop(c) {
    return Svg.path("M0 -96 C40 -34 66 0 66 34 A66 66 0 0 1 -66 34 C-66 0 -40 -34 0 -96 z", c.card, c.ink, 7)
        + Svg.path("M-54 60 A62 62 0 0 0 54 60 z", c.accent, null, 0);
}

// A folder on a disk; `fill` and `edge` as the fault has it.
function folder(fill, edge) {
    return Svg.path("M-130 -84 H-40 L-14 -52 H130 V96 H-130 z", fill, edge, 7);
}

function noFolder(c) {
    return `<path d="M-130 -84 H-40 L-14 -52 H130 V96 H-130 z" fill="none" stroke="${c.bad}" stroke-width="8" stroke-dasharray="4 18" stroke-linecap="round"/>`;
}

// A disk, filled to that height.
function disk(c, full) {
    return Svg.path("M-110 -90 V80 a110 34 0 0 0 220 0 V-90 z", c.card, c.ink, 7)
        + Svg.path(`M-106 ${80 - full} V80 a106 32 0 0 0 212 0 V${80 - full} a106 32 0 0 1 -212 0 z`, c.bad, null, 0)
        + `<ellipse cy="-90" rx="110" ry="34" fill="${c.sunk}" stroke="${c.ink}" stroke-width="7"/>`;
}

// A sheet by itself, with or without something written on it.
function sheet(c, written) {
    return box(-84, -110, 168, 220, 8, "#FFFFFF", c.ink, 5) + written;
}

const lines = (from, count) => Array.from({length: count}, (_, i) => box(-60, from + i * 34, i % 2 ? 84 : 120, 12, 6, i % 2 ? PALE : GREY)).join("");

// A letter that no font has.
function noLetter(c) {
    return `<path d="M-44 -44 H44 V44 H-44 z M-44 -44 L44 44 M44 -44 L-44 44" fill="none" stroke="${c.bad}" stroke-width="9" stroke-linecap="round"/>`;
}

// A letter, broken.
function brokenLetter(c) {
    return Svg.path("M-60 70 L-6 -70 L14 -20 M26 10 L52 70 M-40 22 H-4 M16 40 H40", null, c.bad, 17);
}

// What a code looks like.
function code(size, color) {
    const cell = size / 7;
    const dots = ["1110111", "1010101", "1110111", "0001000", "1110110", "1010011", "1110101"];
    return dots.map((row, y) => [...row].map((dot, x) => dot === "1" ? box(x * cell - size / 2, y * cell - size / 2, cell, cell, 0, color) : "").join("")).join("");
}

function question(c) {
    return Svg.path("M-34 -34 A36 36 0 1 1 16 6 Q0 18 0 42", null, c.bad, 17) + disc(0, 78, 11, c.bad);
}
