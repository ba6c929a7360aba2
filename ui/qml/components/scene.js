.pragma library
.import "svg.js" as Svg
// The steppe of the attract page, from the sky down to the door's step.

function steppe(c) {
    const fill = (d, color) => Svg.path(d, color, null, 0);
    return fill("M104 652 V368 a344 344 0 0 1 688 0 V652 z", c.sky)
        + fill("M106 342 C190 305 260 312 330 345 H560 C640 300 720 310 790 342 V652 H106 z", c.hill)
        + fill("M104 405 C260 385 420 388 560 402 C660 408 730 400 792 394 V652 H104 z", c.meadow)
        + fill("M104 477 C240 458 330 462 450 472 C560 482 690 476 792 462 V652 H104 z", c.grass)
        + fill("M566 220 a58 58 0 1 0 116 0 a58 58 0 1 0 -116 0 z", c.sun)
        + fill("M218 208 a22 22 0 0 1 -4 -44 a30 30 0 0 1 50 -14 a42 42 0 0 1 80 16 h23 a21 21 0 0 1 0 42 z", c.cloud)
        + yurt(c, fill)
        + sheep(148, 528, 1, c) + sheep(714, 512, -1, c) + sheep(774, 484, -0.72, c)
        + fill("M80 652 V368 a368 368 0 0 1 736 0 V652 H792 V368 a344 344 0 0 0 -688 0 V652 z", c.arch)
        + fill("M40 652 H856 V676 H40 z", c.arch)
        + fill("M0 676 H896 V700 H0 z", c.step);
}

function yurt(c, fill) {
    const ribs = "M308 362 L386 280 M354 362 L416 268 M448 362 V269 M542 362 L480 268 M588 362 L510 280";
    return fill("M415 484 C412 540 350 610 289 652 H607 C546 610 484 540 479 484 z", c.sun)
        + fill("M282 360 H614 V482 C520 493 376 493 282 482 z", c.wall)
        + fill("M264 368 C300 320 345 284 409 258 H488 C552 284 597 320 632 368 z", c.felt)
        + fill("M408 258 C416 228 480 228 488 258 z", c.trim)
        + Svg.path(ribs, null, c.trim, 5)
        + fill("M282 383 H614 V394 H282 z", c.trim)
        + fill("M404 408 H492 V489 H404 z", c.trim)
        + fill("M416 420 H480 V489 H416 z", c.sun)
        + fill("M454 432 L480 420 V490 L454 502 z", c.shade);
}

function sheep(x, y, size, c) {
    return `<g transform="translate(${x} ${y}) scale(${size} ${Math.abs(size)})">`
        + Svg.path("M27 30 V52 M47 30 V52", null, c.shade, 5)
        + Svg.path("M12 20 a26 19 0 1 0 52 0 a26 19 0 1 0 -52 0 z", c.wall, null, 0)
        + Svg.path("M0 15 a10 8 0 1 0 20 0 a10 8 0 1 0 -20 0 z", c.shade, null, 0) + "</g>";
}
