.pragma library
.import "svg.js" as Svg
.import "things.js" as Things
// The page of a passport with the photograph: where the number and the two dates are printed (ICAO 9303-4, figure 1).

// On paper, which is light in every contrast.
const MARK = "#0F4888";
const MARKED = "#FFFFFF";

const PLACES = {
    "document_number": [700, 62, 232, 64],
    "birth_date": [340, 186, 250, 64],
    "document_expiry": [640, 186, 250, 64]
};

function line(y) {
    let marks = "";
    for (let x = 40; x < 930; x += 34)
        marks += `M${x} ${y - 9} h18 v18 h-18 z `;
    return Svg.path(marks, Things.GREY, null, 0);
}

function place(name, asked) {
    const [x, y, w, h] = PLACES[name];
    const ink = Things.box(x + 22, y + 24, w - 44, 18, 9, name === asked ? MARK : Things.GREY);
    return (name === asked ? Things.box(x, y, w, h, 14, MARKED, MARK, 9) : "") + ink;
}

function page(asked, c) {
    return Things.box(4, 4, 976, 432, 22, c.plastic, c.edge, 6)
        + Things.box(52, 60, 236, 232, 8, Things.FACE) + Things.disc(170, 146, 48, Things.FIGURE) + Svg.path("M76 292 a94 96 0 0 1 188 0 z", Things.FIGURE, null, 0)
        + Things.box(356, 76, 180, 16, 8, Things.PALE) + Things.box(356, 142, 300, 22, 11, Things.GREY) + Things.box(356, 272, 330, 16, 8, Things.PALE)
        + ["document_number", "birth_date", "document_expiry"].map(name => place(name, asked)).join("")
        + Svg.path("M4 330 H980", null, c.edge, 4) + line(364) + line(404);
}
