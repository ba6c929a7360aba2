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

function measureActions(owner, spacing) {
    const items = shown(owner);
    const gaps = Math.max(0, items.length - 1) * spacing;
    const wide = items.reduce((sum, item) => sum + item.implicitWidth, gaps);
    const tall = items.reduce((sum, item) => sum + item.implicitHeight, gaps);
    const row = items.reduce((most, item) => Math.max(most, item.implicitHeight), 0);
    const fits = wide <= owner.width + 0.5;
    return {"fits": fits, "free": Math.max(0, owner.width - wide), "row": row, "height": fits ? row : tall};
}

// The primary action takes what is free; without one, all share it. Stacked actions put the primary (the last) first.
function placeActions(owner, spacing, plan) {
    const items = shown(owner);
    const primary = items.filter(item => item.primary === true);
    const growing = primary.length ? primary : items;
    const share = plan.free / Math.max(1, growing.length);
    let at = 0;
    for (const item of plan.fits ? items : items.slice().reverse()) {
        item.x = plan.fits ? at : 0;
        item.y = plan.fits ? 0 : at;
        item.width = plan.fits ? item.implicitWidth + (growing.indexOf(item) >= 0 ? share : 0) : owner.width;
        item.height = plan.fits ? plan.row : item.implicitHeight;
        at += (plan.fits ? item.width : item.height) + spacing;
    }
}
