.pragma library
.import "svg.js" as Svg
.import "things.js" as Things
.import "printerthings.js" as Printer
// Every fault of the printer and of its paper in two frames: at the left what happened, at the right what to do now.

const at = Things.at;

const call = c => at(0, -70, Things.callButton(c)) + at(30, 0, Things.finger(c));
const wait = c => at(0, 84, Printer.printer(c, c.warn)) + at(0, -150, Things.clock(c), 0, 1.5);
// A roll on its way into the open printer.
const change = c => at(0, 120, Printer.open(c)) + at(-40, -184, Printer.fresh(c), 0, 0.86) + at(96, -140, Things.sign("arrow-down", c.done, 130));
const shut = c => at(0, 104, Printer.printer(c, c.done)) + at(0, -130, Things.sign("arrow-down", c.done, 190));
// Cable and switch.
const plugIn = c => at(0, -96, Printer.printer(c, c.done), 0, 0.9) + Svg.path("M0 20 V96", null, c.ink, 10) + at(0, 150, Things.socket(c), 0, 1.1);

const below = (c, drawn) => at(0, -70, Printer.printer(c, c.bad)) + drawn;
const folderWith = (c, drawn) => at(0, 10, Printer.folder(c.warnTint, c.ink)) + drawn;

const lefts = {
    "failed": c => below(c, "") + at(0, 136, Things.sign("warning", c.bad, 150, c.card)),
    "P01": c => at(0, 10, Printer.noFolder(c)) + at(0, 20, Printer.question(c)),
    "P02": c => folderWith(c, at(64, 70, Things.padlock(c), 0, 1.3)),
    "P03": c => at(0, 20, Printer.disk(c, 150)),
    "P04": c => at(0, 20, Printer.disk(c, 20)) + at(96, -130, Things.sign("warning", c.bad, 150, c.card)),
    "P05": c => at(-80, -76, Printer.sheet(c, Printer.lines(-76, 5)), -4, 0.92) + at(80, 76, Printer.sheet(c, Printer.lines(-76, 3)), 4, 0.92) + at(0, 0, Things.disc(0, 0, 62, c.badTint) + Things.unequal(c)),
    "P11": c => at(0, 0, Printer.sheet(c, at(0, 0, Printer.brokenLetter(c))), 0, 1.5),
    "P12": c => at(0, 0, Printer.sheet(c, Printer.lines(-76, 2) + at(0, 40, Printer.noLetter(c))), 0, 1.5),
    "P13": c => at(0, 0, Printer.sheet(c, ""), 0, 1.2) + at(0, 10, Printer.code(300, c.bad)),
    "P21": c => at(0, 104, Printer.open(c, at(0, -76, Printer.lack(c) + Printer.roll(c, 0)))),
    "P22": c => below(c, at(0, -62, Printer.crumpled(c), 0, 1.2) + at(0, 170, Things.sign("cross", c.bad, 110))),
    "P23": c => at(0, 96, Printer.open(c, at(0, -60, Printer.roll(c, 44), 0, 0.9))) + at(0, -196, Things.sign("arrow-up", c.bad, 130)),
    "P24": c => at(0, 30, Printer.open(c, at(0, -76, Printer.lack(c) + Printer.roll(c, 14)))),
    "P25": c => below(c, at(0, -62, Printer.paper(c, 96)) + at(0, 140, Printer.scissors(c), 0, 1.1)),
    "P26": c => at(-10, 90, Printer.printer(c, c.bad)) + at(0, -150, Printer.thermometer(c), 0, 1)
        + Svg.path("M-120 -190 q-22 30 0 60 t0 60 M120 -190 q22 30 0 60 t0 60", null, c.bad, 11),
    "P27": c => at(0, 106, Printer.printer(c, c.warn), 0, 0.94) + at(0, -140, Printer.drop(c), 0, 1.1),
    "P28": c => at(0, 40, Printer.printer(c, c.bad)) + at(-40, -160, Things.gear(c.muted, c.badTint)) + at(80, -180, Things.sign("warning", c.bad, 140, c.card)),
    "P31": c => at(0, -90, Printer.printer(c, c.line), 0, 0.9) + Svg.path("M-90 20 C-90 110 -150 100 -150 150", null, c.ink, 10) + at(-110, 160, Things.plug(c)) + at(110, 160, Things.socket(c)),
    "P32": c => below(c, at(-64, -62, Printer.paper(c, 170), 0, 0.9)) + at(96, 150, Things.clock(c), 0, 1.3),
    "P33": c => at(0, 100, Printer.printer(c, c.line)) + at(64, -160, Things.silence(c)),
    "P34": c => below(c, at(0, -62, Printer.paper(c, 110))) + at(0, 156, Things.sign("cross", c.bad, 150)),
    "P35": c => below(c, at(0, 110, Printer.question(c), 0, 1.2)),
};
const rights = {"P21": change, "P24": change, "P23": shut, "P26": wait, "P32": wait, "P31": plugIn};

function known(code) {
    return lefts[code] !== undefined;
}

function left(code, c) {
    return known(code) ? lefts[code](c) : "";
}

function right(code, c) {
    return (rights[code] ?? call)(c);
}
