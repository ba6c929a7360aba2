.pragma library
// Sizes and places for the items of a Split and of an ActionRow.

function shown(owner) {
    const items = [];
    for (let i = 0; i < owner.children.length; i++)
        if (owner.children[i].visible && owner.children[i].implicitHeight > 0)
            items.push(owner.children[i]);
    return items;
}

function measureGrid(owner, across, spacing) {
    const rows = [];
    shown(owner).forEach((item, i) => {
        const row = Math.floor(i / across);
        rows[row] = Math.max(rows[row] ?? 0, item.implicitHeight);
    });
    const height = rows.reduce((sum, each) => sum + each, 0) + Math.max(0, rows.length - 1) * spacing;
    return {"cell": (owner.width - (across - 1) * spacing) / across, "rows": rows, "height": height};
}

function placeGrid(owner, across, spacing, plan) {
    let top = 0;
    shown(owner).forEach((item, i) => {
        const row = Math.floor(i / across);
        if (i > 0 && i % across === 0)
            top += (plan.rows[row - 1] ?? 0) + spacing;
        item.x = (i % across) * (plan.cell + spacing);
        item.y = top;
        item.width = plan.cell;
        item.height = plan.rows[row] ?? item.implicitHeight;
    });
}

// In one row where they fit; else the primary (the last one) on its own above, the others in a row or under one another.
function measureActions(owner, spacing) {
    const items = shown(owner);
    const wide = sum(items, "implicitWidth", spacing);
    const row = Math.max(0, ...items.map(item => item.implicitHeight));
    if (wide <= owner.width + 0.5)
        return {"lines": [items], "row": row, "height": row};
    const primary = items.filter(item => item.primary === true);
    const others = items.filter(item => item.primary !== true);
    const together = primary.length > 0 && sum(others, "implicitWidth", spacing) <= owner.width + 0.5;
    const lines = together ? [primary, others] : items.slice().reverse().map(item => [item]);
    const filled = lines.filter(line => line.length > 0);
    return {"lines": filled, "row": row, "height": filled.length * row + Math.max(0, filled.length - 1) * spacing};
}

function sum(items, name, spacing) {
    return items.reduce((total, item) => total + item[name], Math.max(0, items.length - 1) * spacing);
}

// The primary action takes what is free in its line; without one, all share it.
function placeActions(owner, spacing, plan) {
    plan.lines.forEach((line, number) => {
        const primary = line.filter(item => item.primary === true);
        const growing = primary.length ? primary : line;
        const free = Math.max(0, owner.width - sum(line, "implicitWidth", spacing));
        let at = 0;
        for (const item of line) {
            item.x = at;
            item.y = number * (plan.row + spacing);
            item.width = line.length === 1 ? owner.width : item.implicitWidth + (growing.indexOf(item) >= 0 ? free / growing.length : 0);
            item.height = plan.row;
            at += item.width + spacing;
        }
    });
}
