.pragma library
// Where a column of items may be cut into pages.

// The smallest undivided items below `column`, with their place in it; hidden and empty ones are left out.
// What `parts` is divided only where it alone is larger than a page.
function leaves(column, top, room) {
    const found = [];
    for (let i = 0; i < column.children.length; i++) {
        const item = column.children[i];
        if (!item.visible || item.height <= 0)
            continue;
        if (item.divisible === true || (item.parts === true && item.height > room + 0.5))
            found.push(...leaves(item, top + item.y, room));
        else
            found.push({"item": item, "from": top + item.y, "to": top + item.y + item.height, "keep": item.keepWithNext === true});
    }
    return found;
}

// Pages of at most `room`; an item is divided only when it alone is larger than a page.
function cut(items, room) {
    const pages = [];
    let from = items.length ? items[0].from : 0;
    let to = from;
    for (let i = 0; i < items.length; i++) {
        let group = i;
        while (group < items.length - 1 && items[group].keep)
            group++;
        const fits = items[group].to - from <= room + 0.5;
        const alone = items[i].from <= from + 0.5;
        if (!fits && !alone && items[i].to > to) {
            pages.push({"from": from, "to": to});
            from = items[i].from;
        }
        while (items[i].to - from > room + 0.5) {
            pages.push({"from": from, "to": from + room});
            from += room;
        }
        to = Math.max(to, items[i].to);
    }
    pages.push({"from": from, "to": to});
    return pages;
}

// A Shape that is wholly outside a clip is drawn as if there were none (Qt 6.11, software backend), so what is on another page is made transparent.
function show(items, page, alone) {
    for (const leaf of items) {
        const seen = alone || (leaf.to > page.from + 0.5 && leaf.from < page.to - 0.5) ? 1 : 0;
        if (leaf.item.opacity !== seen)
            leaf.item.opacity = seen;
    }
}

function pageOf(pages, y) {
    for (let i = pages.length - 1; i > 0; i--)
        if (y >= pages[i].from - 0.5)
            return i;
    return 0;
}

function pagerAround(item) {
    for (let each = item.parent; each; each = each.parent)
        if (each.room !== undefined)
            return each;
    return null;
}

// The height of one page of the Pager that an item lies in.
function roomAround(item) {
    return pagerAround(item)?.room ?? 10000;
}

// The same, where one page takes all and needs no bar to be turned by.
function wholeAround(item) {
    return pagerAround(item)?.height ?? 10000;
}

function within(item, ancestor) {
    for (let each = item; each; each = each.parent)
        if (each === ancestor)
            return true;
    return false;
}
