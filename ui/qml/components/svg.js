.pragma library
// Paths as SVG elements, with round ends and corners.

function path(d, fill, stroke, width) {
    if (!d)
        return "";
    return `<path d="${d}" fill="${paint(fill)}" stroke="${paint(stroke)}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function paint(color) {
    return !color || color.a === 0 ? "none" : String(color);
}
