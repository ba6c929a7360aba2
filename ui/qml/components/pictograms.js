.pragma library
// The drawings: body (closed, may be tinted), lines, solid (filled with the line's colour); grid 64.

function disc(x, y, r) {
    return `M${x - r} ${y} a${r} ${r} 0 1 0 ${2 * r} 0 a${r} ${r} 0 1 0 ${-2 * r} 0 z`;
}

function box(x, y, w, h, r) {
    return `M${x + r} ${y} h${w - 2 * r} a${r} ${r} 0 0 1 ${r} ${r} v${h - 2 * r} a${r} ${r} 0 0 1 ${-r} ${r} h${2 * r - w}`
        + ` a${r} ${r} 0 0 1 ${-r} ${-r} v${2 * r - h} a${r} ${r} 0 0 1 ${r} ${-r} z`;
}

const heart = "M32 55 C20 46 6 36 6 22 C6 13 13 8 19.500 8 C25.500 8 30 11.500 32 17 C34 11.500 38.500 8 44.500 8 C51 8 58 13 58 22 C58 36 44 46 32 55 z";
const face = disc(32, 32, 25);
const eyes = disc(23, 26, 3) + disc(41, 26, 3);

const drawings = {
    "arrow-right": {lines: "M10 32 H54 M37 15 L54 32 L37 49"},
    "arrow-left": {lines: "M54 32 H10 M27 15 L10 32 L27 49"},
    "arrow-down": {lines: "M32 10 V54 M15 37 L32 54 L49 37"},
    "arrow-up": {lines: "M32 54 V10 M15 27 L32 10 L49 27"},
    "check": {lines: "M10 34 L25 49 L54 16"},
    "cross": {lines: "M14 14 L50 50 M50 14 L14 50"},
    "plus": {lines: "M32 10 V54 M10 32 H54"},
    "minus": {lines: "M10 32 H54"},
    "warning": {body: "M32 9 L58 54 H6 z", lines: "M32 26 V38", solid: disc(32, 46, 3)},
    "lock": {body: box(12, 28, 40, 28, 5), lines: "M20 28 V19 a12 12 0 0 1 24 0 V28 M32 39 V45"},
    "search": {body: disc(27, 27, 18), lines: "M41 41 L57 57"},
    "qr": {lines: box(8, 8, 19, 19, 2) + box(37, 8, 19, 19, 2) + box(8, 37, 19, 19, 2) + "M37 37 h7 v7 M54 37 v6 M38 54 v2 M48 47 v9 h8"},
    "clock": {body: disc(32, 32, 25), lines: "M32 17 V33 L42 40"},
    "camera": {body: "M8 20 h12 l5 -8 h14 l5 8 h12 v32 h-48 z", lines: disc(32, 35, 10)},
    "camera-off": {body: "M8 20 h12 l5 -8 h14 l5 8 h12 v32 h-48 z", lines: disc(32, 35, 10) + "M6 58 L58 6"},
    "lay": {body: "M14 34 H50 V58 H14 z", lines: "M32 4 V26 M22 17 L32 27 L42 17"},
    "corners": {body: "M22 20 H48 V46 H22 z", lines: "M6 18 V6 H18 M46 6 H58 V18 M58 46 V58 H46 M18 58 H6 V46"},
    "nearer": {body: "M24 24 H40 V40 H24 z", lines: "M18 18 L7 7 M7 16 V7 H16 M46 18 L57 7 M48 7 H57 V16 M18 46 L7 57 M7 48 V57 H16 M46 46 L57 57 M48 57 H57 V48"},
    "lamp": {body: "M22 40 C14 34 12 28 12 24 a20 18 0 0 1 40 0 C52 28 50 34 42 40 z", lines: "M24 48 H40 M27 56 H37"},
    "glare": {body: disc(32, 32, 12), lines: "M32 5 V12 M32 52 V59 M5 32 H12 M52 32 H59 M13 13 L18 18 M46 46 L51 51 M51 13 L46 18 M18 46 L13 51"},
    "flatten": {lines: "M6 50 H58 M32 6 V32 M22 23 L32 33 L42 23 M8 40 C14 36 18 44 24 40 M40 40 C46 36 50 44 56 40"},
    "phone": {body: "M20 9 C15 11 10 14 10 19 C12 37 27 52 45 55 C50 55 53 50 55 45 L43 37 L36 42 C30 39 25 34 22 28 L27 21 z"},
    "bell": {body: "M12 46 a20 20 0 0 1 40 0 z", lines: "M6 54 H58 M32 26 V18 M24 17 H40"},
    "home": {body: "M12 28.6 V55 H52 V28.6 L32 10 z", lines: "M6 34 L32 10 L58 34 M26 55 V40 H38 V55"},
    "speaker": {body: "M8 25 h11 l14 -12 v38 l-14 -12 h-11 z", lines: "M42 24 a12 12 0 0 1 0 16 M49 17 a22 22 0 0 1 0 30"},
    "printer": {body: "M17 47 H8 V24 H56 V47 H47", lines: "M17 24 V9 H47 V24 M17 38 H47 V56 H17 z M46 31 h2"},
    "hand": {body: "M20 34 V17 a4 4 0 0 1 8 0 V12 a4 4 0 0 1 8 0 V15 a4 4 0 0 1 8 0 V22 a4 4 0 0 1 8 0 V40 C52 51 45 57 36 57 C27 57 22 51 18 44 L12 34 a4 4 0 0 1 7 -4 z",
        lines: "M28 17 V30 M36 15 V30 M44 21 V31"},
    "idcard": {body: box(5, 13, 54, 38, 5), lines: "M14 24 H27 M14 32 H24 M14 41 H30 M37 42 a8 8 0 0 1 16 0 M50 27 a5 5 0 1 1 -10 0 a5 5 0 1 1 10 0"},
    "expired": {body: "M5 18 a5 5 0 0 1 5 -5 h44 a5 5 0 0 1 5 5 V27 M30 51 H10 a5 5 0 0 1 -5 -5 V18", lines: "M14 24 H27 M14 32 H24 M14 41 H24" + disc(45, 43, 15) + "M45 34 V44 L52 48"},
    "card": {body: box(5, 13, 54, 38, 5), lines: box(13, 22, 11, 9, 1.5) + "M13 42 H26 M34 42 H50"},
    "pen": {body: "M11 53 L14 40 L43 11 a5 5 0 0 1 7 0 L53 14 a5 5 0 0 1 0 7 L24 50 z", lines: "M38 17 L47 26"},
    "envelope": {body: box(6, 13, 52, 38, 3), lines: "M7 15 L32 37 L57 15"},
    "refresh": {lines: "M9 30 a23 23 0 0 1 41 -12 M55 34 a23 23 0 0 1 -41 12 M51 7 V19 H39 M13 57 V45 H25"},
    "usb": {body: box(19, 26, 26, 32, 4), lines: "M24 26 V8 H40 V26 M29 15 V17 M35 15 V17"},
    "signal": {lines: "M10 54 V47 M22 54 V39 M34 54 V29 M46 54 V18 M57 54 V8"},
    "erase": {body: "M5 32 L22 12 H58 V52 H22 z", lines: "M32 24 L48 40 M48 24 L32 40"},
    "shift": {body: "M32 9 L56 34 H43 V54 H21 V34 H8 z"},
    "people": {body: "M7 55 a16 17 0 0 1 32 0 z", lines: disc(23, 23, 9) + disc(44, 15, 7) + "M46 32 a13 13 0 0 1 12 13 V49"},
    "person": {body: "M12 56 a20 21 0 0 1 40 0 z", lines: disc(32, 19, 11)},
    "elder": {body: "M8 55 a16.500 23 0 0 1 33 0 z", lines: disc(24.5, 18, 9.5) + "M45 33 a6 6 0 0 1 12 0 V55"},
    "medical": {body: heart, lines: "M32 24 V42 M23 33 H41"},
    "hardship": {body: "M32 33 C26 28 18 22 18 14 C18 9 22 6 25.500 6 C29 6 31 8 32 11 C33 8 35 6 38.500 6 C42 6 46 9 46 14 C46 22 38 28 32 33 z",
        lines: "M5 42 H14 C20 38 24 42 29 42 H38 a4 4 0 0 1 0 7.500 H28 M42 44 L52 38 C57 36 60 41 56 44 L43 54 C41 55.500 39 56 36 56 H20 L14 54 H5"},
    "crop": {body: "M32 25 C24 25 21 20 21 14 C28 14 32 18 32 25 C32 18 36 14 43 14 C43 20 40 25 32 25 z"
            + "M32 39 C24 39 20 34 20 27 C28 27 32 32 32 39 C32 32 36 27 44 27 C44 34 40 39 32 39 z"
            + "M32 53 C24 53 20 48 20 41 C28 41 32 46 32 53 C32 46 36 41 44 41 C44 48 40 53 32 53 z", lines: "M32 6 V60"},
    "book": {body: "M32 15 C25 9 16 8 6 9 V52 C16 51 25 52 32 57 C39 52 48 51 58 52 V9 C48 8 39 9 32 15 z", lines: "M32 15 V57"},
    "household": {body: box(10, 6, 44, 52, 3), lines: "M20 6 V58 M28 46 a9 10 0 0 1 18 0 z" + disc(37, 25, 6.5)},
    "house": {body: "M12 27.8 V56 H52 V27.8 L32 10 z", lines: "M5 34 L32 10 L59 34 M26 56 V39 H38 V56"},
    "document": {body: "M13 6 H40 L53 19 V58 H13 z", lines: "M40 6 V19 H53 M21 29 H38 M21 38 H31" + disc(42, 46, 6)},
    "work": {body: box(6, 20, 52, 34, 4), lines: "M23 20 V12 H41 V20 M6 34 C22 42 42 42 58 34 M32 38 V43"},
    "law": {lines: "M32 8 V55 M18 56 H46 M10 18 H54 M10 18 L3 38 a8 8 0 0 0 14 0 z M54 18 L47 38 a8 8 0 0 0 14 0 z"},
    "bus": {body: box(10, 8, 44, 42, 6), lines: "M10 32 H54 M10 20 H54 M19 50 V57 M45 50 V57 M19 41 h2 M43 41 h2"},
    "shop": {body: "M11 28 V56 H53 V28", lines: "M8 10 H56 L60 26 a7 7 0 0 1 -14 0 a7 7 0 0 1 -14 0 a7 7 0 0 1 -14 0 a7 7 0 0 1 -14 0 z M26 56 V40 H38 V56"},
    "star": {body: "M32 6 L40 24 L59 26 L45 39 L49 58 L32 48 L15 58 L19 39 L5 26 L24 24 z"},
    "question": {body: disc(32, 32, 26), lines: "M24 26 a8 8 0 1 1 12 7 C33 35 32 37 32 40", solid: disc(32, 48, 3)},
    "info": {body: disc(32, 32, 26), lines: "M32 29 V46", solid: disc(32, 19, 3.2)},
    "translate": {lines: "M4 16 H32 M18 8 V16 M27 16 C24 30 16 40 5 45 M9 16 C12 30 20 40 31 45 M35 56 L47 22 L59 56 M39 45 H55"},
    "characters": {lines: "M8 20 V12 H56 V20 M32 4 V11 M16 24 H47 C44 29 38 33 33 35 V53 C33 57 30 59 23 58 M7 40 H58"},
    "face-5": {body: face, lines: "M17 38 C20 52 44 52 47 38 z", solid: eyes},
    "face-4": {body: face, lines: "M19 39 C24 48 40 48 45 39", solid: eyes},
    "face-3": {body: face, lines: "M20 42 H44", solid: eyes},
    "face-2": {body: face, lines: "M20 46 C25 38 39 38 44 46", solid: eyes},
    "face-1": {body: face, lines: "M18 48 C21 35 43 35 46 48 M17 18 L27 22 M47 18 L37 22", solid: eyes},
};

function of(name) {
    const drawing = drawings[name] ?? {};
    return {body: drawing.body ?? "", lines: drawing.lines ?? "", solid: drawing.solid ?? ""};
}

function names() {
    return Object.keys(drawings);
}
