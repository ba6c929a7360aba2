.pragma library
.import "svg.js" as Svg
.import "pictograms.js" as Pictograms
// The page of a passport with the photograph: where the number and the two dates are printed (ICAO 9303-4, figure 1).

const FIGURE = "#0F4888";
const FACE = "#D5E4F2";
const GREY = "#8A8577";
const PALE = "#B9CBDD";
// On paper, which is light in every contrast.
const MARK = "#0F4888";
const MARKED = "#FFFFFF";

const PLACES = {
    "document_number": [700, 62, 232, 64],
    "birth_date": [340, 186, 250, 64],
    "document_expiry": [640, 186, 250, 64]
};

function box(x, y, w, h, r, fill, stroke, width) {
    return Svg.path(Pictograms.box(x, y, w, h, r), fill, stroke, width ?? 0);
}

function line(y) {
    let marks = "";
    for (let x = 40; x < 930; x += 34)
        marks += `M${x} ${y - 9} h18 v18 h-18 z `;
    return Svg.path(marks, GREY, null, 0);
}

function place(name, asked) {
    const [x, y, w, h] = PLACES[name];
    const ink = box(x + 22, y + 24, w - 44, 18, 9, name === asked ? MARK : GREY);
    return (name === asked ? box(x, y, w, h, 14, MARKED, MARK, 9) : "") + ink;
}

function page(asked, c) {
    return box(4, 4, 976, 432, 22, c.plastic, c.edge, 6)
        + box(52, 60, 236, 232, 8, FACE) + Svg.path(Pictograms.disc(170, 146, 48), FIGURE, null, 0) + Svg.path("M76 292 a94 96 0 0 1 188 0 z", FIGURE, null, 0)
        + box(356, 76, 180, 16, 8, PALE) + box(356, 142, 300, 22, 11, GREY) + box(356, 272, 330, 16, 8, PALE)
        + ["document_number", "birth_date", "document_expiry"].map(name => place(name, asked)).join("")
        + Svg.path("M4 330 H980", null, c.edge, 4) + line(364) + line(404);
}
