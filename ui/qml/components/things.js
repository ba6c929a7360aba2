.pragma library
.import "svg.js" as Svg
.import "pictograms.js" as Pictograms
// What the pictures of a card's faults are put together from; each thing lies around its own middle.

const GREY = "#8A8577";
const PALE = "#B9CBDD";
const GOLD = "#E0C27A";
const DARK_GOLD = "#6B4400";
const FACE = "#D5E4F2";
const FIGURE = "#0F4888";
// On plastic, which is light in every contrast.
const WRONG = "#8C1E15";

function at(x, y, elements, turn, size) {
    return `<g transform="translate(${x} ${y}) rotate(${turn ?? 0}) scale(${size ?? 1})">${elements}</g>`;
}

function box(x, y, w, h, r, fill, stroke, width) {
    return Svg.path(Pictograms.box(x, y, w, h, r), fill, stroke, width ?? 0);
}

function disc(x, y, r, fill, stroke, width) {
    return Svg.path(Pictograms.disc(x, y, r), fill, stroke, width ?? 0);
}

// A pictogram of the house, so that a picture and a button speak of the same thing.
function sign(name, color, size, fill) {
    const drawing = Pictograms.of(name);
    const drawn = Svg.path(drawing.body, fill ?? null, color, 4) + Svg.path(drawing.lines, null, color, 4) + Svg.path(drawing.solid, color, null, 0);
    return at(-size / 2, -size / 2, drawn, 0, size / 64);
}

function plastic(c) {
    return box(-150, -95, 300, 190, 18, c.plastic, c.edge, 5);
}

function photograph() {
    return box(38, -70, 88, 110, 4, FACE) + disc(82, -38, 19, FIGURE) + Svg.path("M46 40 a36 46 0 0 1 72 0 z", FIGURE, null, 0);
}

// A place on a card where nothing, or something wrong, is written.
function place(x, y, w, color) {
    return `<path d="${Pictograms.box(x, y, w, 34, 8)}" fill="none" stroke="${color}" stroke-width="6" stroke-dasharray="2 12" stroke-linecap="round"/>`;
}

// `lacks`: what stands out on the card as missing or wrong ("name", "number", "birth").
function idCard(c, lacks) {
    return plastic(c) + photograph()
        + (lacks === "name" ? place(-126, -78, 132, WRONG) : box(-126, -70, 92, 14, 7, GREY))
        + (lacks === "name" ? "" : box(-126, -40, 120, 12, 6, PALE))
        + (lacks === "birth" ? box(-132, -24, 144, 36, 8, null, WRONG, 6) + box(-120, -12, 120, 12, 6, GREY) : box(-126, -12, 136, 12, 6, PALE))
        + (lacks === "number" ? place(-126, 46, 252, WRONG) : lacks === "wrong" || lacks === "birth"
            ? box(-132, 44, 264, 38, 8, null, WRONG, 6) + box(-120, 56, 240, 14, 7, GREY) : box(-126, 54, 252, 16, 8, GREY));
}

function chipCard(c) {
    return plastic(c) + photograph() + box(-126, -40, 66, 52, 10, GOLD, DARK_GOLD, 3)
        + Svg.path("M-126 -14 H-60 M-104 -40 V12 M-82 -40 V12", null, DARK_GOLD, 2.5) + box(-126, 54, 252, 16, 8, GREY);
}

// The other side of a card: nobody's face, no chip.
function cardBack(c) {
    return plastic(c) + box(-148, -66, 296, 40, 0, c.edge) + box(-126, 4, 150, 14, 7, PALE) + box(-126, 36, 110, 14, 7, PALE);
}

function bankCard(c) {
    const digits = [-120, -54, 12, 78].map(x => [0, 13, 26, 39].map(dx => disc(x + dx, 18, 5, "#FFFFFF")).join("")).join("");
    return box(-150, -95, 300, 190, 18, "#5B6470", c.edge, 5) + disc(88, -52, 26, "#B9CBDD") + disc(116, -52, 26, "#8A8577")
        + box(-126, -66, 58, 46, 8, GOLD, DARK_GOLD, 3) + digits + box(-126, 52, 120, 14, 7, "#B9CBDD");
}

// A clerk's card hangs from a ribbon.
function badge(c) {
    return Svg.path("M-70 -190 L-8 -96 M70 -190 L8 -96", null, c.accent, 20) + box(-24, -112, 48, 34, 8, GREY, c.edge, 4)
        + box(-105, -82, 210, 270, 20, c.plastic, c.edge, 5) + box(-102, -60, 204, 44, 0, c.accent)
        + box(-50, 2, 100, 96, 6, FACE) + disc(0, 34, 19, FIGURE) + Svg.path("M-40 98 a40 42 0 0 1 80 0 z", FIGURE, null, 0)
        + box(-72, 118, 144, 16, 8, GREY) + box(-50, 148, 100, 12, 6, PALE);
}

// Where a PIN is written: a dot for each digit that is there, a line for each that is not.
function pin(c, digits, color) {
    return box(-176, -50, 352, 100, 20, c.card, color, 8) + [0, 1, 2, 3, 4, 5].map(i =>
        i < digits ? disc(-130 + i * 52, 0, 15, color) : Svg.path(`M${-144 + i * 52} 18 h28`, null, color, 7)).join("");
}

// A name under a paper, as it is written by hand.
function written(color) {
    return Svg.path("M-70 10 C-58 -40 -34 -44 -38 -6 C-42 26 -16 18 -6 -8 C0 -26 14 -22 10 -2 C6 20 30 12 38 -6 C48 -26 60 -8 74 6", null, color, 9);
}

function booklet(c, lacks) {
    return box(-100, -140, 200, 280, 14, "#0F4888", c.edge, 5) + Svg.path("M-82 -138 V138", null, "#0A3360", 5)
        + disc(10, -40, 50, null, GOLD, 6) + Svg.path("M-40 -40 H60 M10 -90 C-16 -60 -16 -20 10 10 M10 -90 C36 -60 36 -20 10 10", null, GOLD, 5)
        + (lacks === "number" ? box(-62, 44, 146, 62, 10, "#FFFFFF", WRONG, 6) + place(-48, 58, 118, WRONG) : box(-40, 46, 100, 14, 7, GOLD) + box(-58, 84, 136, 12, 6, GOLD));
}

// Where an identity card is laid.
function bay(c) {
    return box(-190, -122, 380, 244, 26, c.warnTint, c.warn, 10);
}

// Where a card with a chip is put in from below.
function slot(c, filled) {
    return (filled ?? "") + box(-150, -44, 300, 66, 12, c.sunk, c.warn, 9) + box(-118, -2, 236, 12, 6, c.ink);
}

function crack(c) {
    const path = "M34 -95 L10 -50 L44 -20 L2 14 L30 50 L6 95";
    return Svg.path(path, null, c.plastic, 26) + Svg.path("M24 -95 L-2 -50 L32 -18 L-10 16 L16 50 L-6 95 M46 -95 L22 -50 L56 -22 L14 12 L42 50 L18 95", null, WRONG, 5);
}

function clock(c) {
    return disc(0, 0, 56, c.card, c.ink, 7) + Svg.path("M0 -36 V0 L24 16", null, c.ink, 8);
}

function padlock(c) {
    return Svg.path("M-34 -8 V-36 a34 34 0 0 1 68 0 V-8", null, c.ink, 13) + box(-56, -10, 112, 88, 14, c.bad, c.card, 6)
        + disc(0, 26, 11, c.badInk) + Svg.path("M0 30 V52", null, c.badInk, 9);
}

// A pointing hand; the tip of its finger lies in the middle.
function finger(c) {
    return Svg.path("M-14 15 a14 14 0 0 1 28 0 V74 C22 66 36 69 39 80 C49 73 61 77 63 88 C73 83 84 89 84 102 V140 C84 174 62 194 28 194"
        + " C-6 194 -21 180 -37 155 L-66 116 C-72 104 -58 92 -46 101 L-14 126 z", c.skin, c.ink, 6);
}

// The button of this very screen that calls somebody.
function callButton(c) {
    return box(-170, -66, 340, 132, 24, c.card, c.line, 6) + sign("bell", c.ink, 92);
}

// What does not answer says nothing.
function silence(c) {
    return Svg.path("M-92 -56 H92 a20 20 0 0 1 20 20 V26 a20 20 0 0 1 -20 20 H-20 L-56 82 V46 H-92 a20 20 0 0 1 -20 -20 V-36 a20 20 0 0 1 20 -20 z", c.card, c.ink, 6)
        + disc(-48, -4, 11, c.muted) + disc(0, -4, 11, c.muted) + disc(48, -4, 11, c.muted);
}

// The box on the table that reads cards; `lamp` is its colour.
function reader(c, lamp) {
    return box(-150, -100, 300, 220, 22, c.card, c.ink, 6) + box(-110, -66, 220, 124, 14, c.sunk, c.line, 5)
        + sign("idcard", c.line, 84).replace("<g ", "<g opacity=\"0.9\" ").replace(/translate\([^)]*\)/, "translate(-42 -46)") + disc(112, 90, 12, lamp, c.ink, 4);
}

function plug(c) {
    return box(-36, -28, 72, 56, 10, c.muted, c.ink, 5) + Svg.path("M36 -14 H62 M36 14 H62", null, c.ink, 10);
}

function socket(c) {
    return box(-46, -52, 92, 104, 14, c.card, c.ink, 6) + Svg.path("M-12 -14 V14 M14 -14 V14", null, c.ink, 10);
}

function gear(color, hole) {
    let teeth = "";
    for (let i = 0; i < 8; i++)
        teeth += at(0, 0, box(-13, -66, 26, 40, 5, color), i * 45);
    return teeth + disc(0, 0, 48, color) + disc(0, 0, 20, hole);
}

function calendar(c) {
    return box(-62, -54, 124, 116, 12, c.card, c.ink, 6) + box(-62, -54, 124, 34, 12, c.bad) + Svg.path("M-32 -66 V-42 M32 -66 V-42", null, c.ink, 9)
        + disc(-30, 6, 7, c.muted) + disc(0, 6, 7, c.muted) + disc(30, 6, 7, c.muted) + disc(-30, 36, 7, c.muted) + disc(0, 36, 7, c.muted);
}

// Boxes for the signs of a number; those named in `wrong` do not agree.
function signs(c, wrong) {
    return [0, 1, 2, 3, 4].map(i => {
        const bad = wrong.includes(i);
        return box(-150 + i * 62, -34, 52, 68, 8, bad ? c.badTint : c.card, bad ? c.bad : c.line, bad ? 7 : 5)
            + (bad ? at(-124 + i * 62, 0, Svg.path("M-12 -14 L12 14 M12 -14 L-12 14", null, c.bad, 8)) : Svg.path(`M${-136 + i * 62} 14 h24`, null, c.ink, 7));
    }).join("");
}

function unequal(c) {
    return Svg.path("M-34 -14 H34 M-34 14 H34 M16 -40 L-16 40", null, c.bad, 11);
}

// Over and over: which way something is turned or exchanged.
function turned(color) {
    return Svg.path("M-52 20 A58 58 0 0 1 44 -38", null, color, 13) + Svg.path("M18 -46 L48 -40 L40 -8", null, color, 13);
}

// What wipes a chip.
function cloth(c) {
    return Svg.path("M-60 -34 C-30 -50 20 -30 58 -44 C66 -10 50 20 60 48 C24 40 -24 58 -62 44 C-50 18 -70 -8 -60 -34 z", c.sky, c.ink, 6)
        + Svg.path("M-30 -12 C-6 -20 14 -8 32 -14 M-32 16 C-8 8 12 22 34 14", null, c.accent, 5);
}
