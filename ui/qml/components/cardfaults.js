.pragma library
.import "svg.js" as Svg
.import "things.js" as Things
// Every fault of a card or its reader in two frames: at the left what happened, at the right what to do now.

const at = Things.at;

// How a card lies where it belongs.
function laid(c, slot, y) {
    return slot === "social" ? at(0, y - 80, Things.slot(c, at(0, 128, Things.chipCard(c), 90, 0.86))) : at(0, y, Things.bay(c)) + at(0, y, Things.idCard(c));
}

// A card on its way there; the arrow between them is the page's, and moves (see `arrow`).
function putIn(c, slot) {
    return slot === "social" ? at(-20, -186, Things.slot(c)) + at(-20, 146, Things.chipCard(c), 90, 0.82)
        : at(0, -124, Things.bay(c), 0, 0.86) + at(0, 190, Things.idCard(c), 0, 0.8);
}

const call = c => at(0, -70, Things.callButton(c)) + at(30, 0, Things.finger(c));
// The cards this terminal reads.
const ours = (c, slot, both) => both ? at(0, -110, Things.idCard(c), -4, 0.86) + at(0, 112, Things.chipCard(c), 4, 0.86)
    : at(0, 0, slot === "social" ? Things.chipCard(c) : Things.idCard(c), -4, 1.1);
// The other side, then once more.
const over = (c, slot) => at(-64, -178, Things.cardBack(c), 0, 0.62) + at(120, -140, Things.turned(c.accent), 50) + laid(c, slot, slot === "social" ? 84 : 112);
const takeOut = (c, slot) => slot === "social"
    ? at(-20, -186, Things.slot(c)) + at(-20, 70, Things.chipCard(c), 90, 0.8) + at(150, 120, Things.sign("arrow-down", c.done, 130))
    : at(0, 130, Things.bay(c), 0, 0.94) + at(-40, -96, Things.idCard(c), 0, 0.86) + at(150, -110, Things.sign("arrow-up", c.done, 130));
const still = (c, slot) => laid(c, slot, 66) + at(0, -158, Things.clock(c), 0, 1.1);

const lefts = {
    "removed": (c, slot) => slot === "social"
        ? at(0, -180, Things.slot(c)) + at(14, 70, Things.chipCard(c), 82, 0.8) + at(150, 150, Things.sign("arrow-down", c.bad, 120)) + at(-150, 150, Things.clock(c), 0, 0.8)
        : at(0, 110, Things.bay(c), 0, 0.94) + at(0, -20, Things.idCard(c), -14, 0.86) + at(130, -176, Things.sign("arrow-up", c.bad, 120)) + at(-130, -160, Things.clock(c), 0, 0.8),
    "changed": (c, slot) => laid(c, slot === "social" ? "id" : slot, 84) + at(24, 36, Things.chipCard(c), 10)
        + at(-96, -150, Things.turned(c.bad)) + at(100, -150, Things.turned(c.bad), 180),
    "mute": (c, slot) => (slot === "social" ? at(0, -30, Things.slot(c, at(0, 128, Things.cardBack(c), 90, 0.8))) : at(0, 84, Things.bay(c), 0, 0.94) + at(0, 84, Things.cardBack(c), 0, 0.94))
        + at(70, -176, Things.silence(c), 0, 0.92),
    "unsupported": c => at(0, 10, Things.bankCard(c), -6, 1.16),
    "wrong_slot": (c, slot) => slot === "social" ? at(0, 10, Things.bay(c)) + at(0, 10, Things.chipCard(c), 8)
        : at(0, -150, Things.slot(c, at(0, 150, Things.idCard(c), 90, 0.94))),
    // Only chips are read here, or the reader for the other card is out of order.
    "no_id_reader": c => at(0, -110, Things.slot(c, at(0, 150, Things.idCard(c), 90, 0.94))) + at(120, -150, Things.sign("warning", c.bad, 150, c.card)),
    "insert": c => at(0, 10, Things.bay(c)) + at(0, 10, Things.chipCard(c), 6),
    "denied": c => at(0, -30, Things.chipCard(c)) + at(100, 90, Things.padlock(c), 0, 1.3),
    "damaged": c => at(0, 0, Things.idCard(c) + Things.crack(c), -5, 1.14),
    "timeout": c => at(0, 90, Things.bay(c), 0, 0.94) + at(44, 66, Things.idCard(c), 24, 0.92) + at(-100, -150, Things.clock(c), 0, 1.1),
    "busy": (c, slot) => laid(c, slot, 84) + at(-60, -150, Things.gear(c.muted, c.badTint)) + at(66, -176, Things.gear(c.warn, c.badTint), 22, 0.72),
    "stuck": (c, slot) => laid(c, slot, 90) + at(-70, -150, Things.clock(c), 0, 1.1) + at(90, -150, Things.sign("warning", c.bad, 150, c.card)),
    "key_needed": c => at(0, -40, Things.booklet(c), 0, 0.94) + at(0, 176, Things.signs(c, [])),
    "key_wrong": c => at(0, -70, Things.booklet(c), 0, 0.8) + at(0, 96, Things.unequal(c), 0, 0.9) + at(0, 190, Things.signs(c, [2, 4])),
    "pace_only": c => at(-10, -10, Things.booklet(c), 0, 1.1) + at(90, 110, Things.padlock(c), 0, 1.4),
    "citizen_card_asked": c => at(0, -56, Things.booklet(c), 6, 1.16) + at(0, 176, Things.sign("document", c.ink, 120)),
    "clerk_card": c => at(0, 20, Things.badge(c), 0, 1.06),
    "number_invalid": c => at(0, -70, Things.idCard(c, "wrong")) + at(0, 120, Things.signs(c, [1, 3])),
    "number_missing": c => at(0, 10, Things.booklet(c, "number"), 0, 1.3),
    "name_missing": c => at(0, -10, Things.idCard(c, "name"), 0, 1.2),
    "birth_date_mismatch": c => at(0, -80, Things.idCard(c, "birth")) + at(-100, 136, Things.calendar(c)) + at(6, 136, Things.unequal(c), 0, 0.8) + at(116, 136, Things.sign("idcard", c.ink, 120)),
    "other_person": c => at(0, -128, Things.idCard(c), -3, 0.86) + at(0, 10, Things.unequal(c)) + at(0, 146, Things.idCard(c, "wrong"), 3, 0.86),
    "pin_wrong": c => at(0, -96, Things.badge(c), 0, 0.82) + at(0, 156, Things.pin(c, 6, c.bad)) + at(150, 80, Things.sign("cross", c.bad, 110)),
    "pin_malformed": c => at(0, -60, Things.pin(c, 3, c.bad)) + at(0, 110, Things.sign("question", c.bad, 150, c.card)),
    "pin_blocked": c => at(-10, -20, Things.badge(c), 0, 1.1) + at(100, 130, Things.padlock(c), 0, 1.7),
    "not_clerk": c => at(0, -130, Things.chipCard(c), -4, 0.92) + at(0, 20, Things.unequal(c), 0, 1.2) + at(0, 160, Things.badge(c), 0, 0.52),
    "unknown_issuer": c => at(-40, 10, Things.badge(c), 0, 1.06) + at(120, -120, Things.sign("house", c.ink, 130)) + at(130, 20, Things.sign("question", c.bad, 120, c.card)),
    "not_valid_now": c => at(-50, 10, Things.badge(c), 0, 1.06) + at(120, 110, Things.calendar(c), 0, 1.4),
    "revoked": c => at(0, 10, Things.badge(c), 0, 1.1) + at(0, 60, Things.sign("cross", c.bad, 300)),
    "not_for_signing": c => at(-60, 10, Things.badge(c), 0, 1.02) + at(126, 60, Things.sign("pen", c.ink, 150)) + at(126, 60, Things.sign("cross", c.bad, 130)),
    "signature": c => at(0, -130, Things.badge(c), 0, 0.62) + at(0, 46, Things.written(c.accent), 0, 1.2) + at(0, 120, Things.unequal(c), 0, 0.9) + at(0, 200, Things.written(c.bad), 8, 1.2),
    "unreadable": c => at(-70, 10, Things.badge(c), 0, 0.96) + at(116, 70, Things.sign("document", c.ink, 190, c.card)) + at(116, 80, Things.sign("question", c.bad, 90, c.card)),
    "C01": c => at(0, 0, Things.box(-170, -130, 340, 230, 16, "#0F4888", c.ink, 14) + at(-40, -16, Things.gear("#FFFFFF", "#0F4888")) + Things.box(62, -60, 24, 90, 6, "#F8ECD2") + Things.box(102, -60, 24, 90, 6, "#F8ECD2"))
        + Svg.path("M-60 164 H60 M0 108 V164", null, c.ink, 14),
    "C02": c => at(0, -70, Things.reader(c, c.line), 0, 0.9) + Svg.path("M-90 40 C-90 130 -150 120 -150 170", null, c.ink, 10) + at(-110, 176, Things.plug(c)) + at(110, 176, Things.socket(c)),
    "C03": c => at(0, 20, Things.reader(c, c.bad)) + at(110, -120, Things.sign("warning", c.bad, 150, c.card)),
    "C04": c => at(-20, -40, Things.reader(c, c.bad)) + at(110, 100, Things.padlock(c), 0, 1.3),
    "C05": c => at(0, 0, Things.reader(c, c.bad) + at(-20, 0, Things.crack(c), 8, 1.16)) + at(124, -130, Things.gear(c.bad, c.badTint), 14, 0.7),
    "C06": c => at(0, 90, Things.reader(c, c.line), 0, 0.94) + at(64, -164, Things.silence(c)),
    "C11": c => at(-20, 80, Things.reader(c, c.bad)) + at(60, -130, Things.clock(c), 0, 1.6),
    "C07": c => at(0, -70, Things.reader(c, c.line), 0, 0.9) + Svg.path("M0 38 V110", null, c.ink, 10) + at(0, 140, Things.socket(c), 0, 1.1) + at(96, 150, Things.padlock(c)),
};
// Another clerk, with a card of their own.
const colleague = c => at(-74, 10, Things.badge(c), 0, 0.86) + at(122, 40, Things.sign("person", c.done, 190, c.card));
const rights = {
    "pin_wrong": c => at(0, -90, Things.clock(c), 0, 1.5) + at(0, 120, Things.pin(c, 6, c.done)), "pin_malformed": c => at(0, -60, Things.pin(c, 6, c.done)) + at(30, 60, Things.finger(c)),
    "pin_blocked": colleague, "unknown_issuer": colleague, "not_valid_now": colleague, "revoked": colleague, "not_for_signing": colleague, "unreadable": colleague,
    "not_clerk": c => at(0, 20, Things.badge(c), 0, 1.06),
    "removed": still, "changed": (c, slot) => laid(c, slot, 40), "mute": over, "unsupported": ours, "no_id_reader": ours, "wrong_slot": putIn, "insert": c => putIn(c, "social"),
    "denied": ours, "damaged": ours, "timeout": still, "busy": still, "stuck": takeOut, "C11": takeOut, "key_needed": call, "key_wrong": call, "pace_only": ours, "clerk_card": ours, "citizen_card_asked": c => laid(c, "id", 0),
    "number_missing": ours, "name_missing": putIn, "other_person": (c, slot) => laid(c, slot, 40),
};

function known(name) {
    return lefts[name] !== undefined;
}

function left(name, slot, c) {
    return known(name) ? lefts[name](c, slot) : "";
}

function right(name, slot, c, both) {
    return (rights[name] ?? call)(c, slot, both);
}

// Where, in the right frame, the middle of the arrow lies that moves a card to its place; nothing where no card is on its way.
function arrow(name, slot) {
    if (rights[name] !== putIn && name !== "insert")
        return null;
    return name === "insert" || slot === "social" ? {"x": -20, "y": -64} : {"x": 0, "y": 48};
}
