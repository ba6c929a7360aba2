import QtQuick
import "../theme"

// A home on the steppe seen through the arch of an open door.
Picture {
    id: root

    readonly property string arch: "M104 652 V368 a344 344 0 0 1 688 0 V652 z"

    gridWidth: 896
    gridHeight: 700

    Drawn { path: root.arch; fill: Theme.skyFill }
    Drawn { path: "M104 342 C190 305 260 312 330 345 H560 C640 300 720 310 792 342 V652 H104 z"; fill: Theme.hillFill }
    Drawn { path: "M104 405 C260 385 420 388 560 402 C660 408 730 400 792 394 V652 H104 z"; fill: Theme.meadowFill }
    Drawn { path: "M104 477 C240 458 330 462 450 472 C560 482 690 476 792 462 V652 H104 z"; fill: Theme.grassFill }
    Drawn { path: "M624 220 m-58 0 a58 58 0 1 0 116 0 a58 58 0 1 0 -116 0 z"; fill: Theme.sunFill }
    Drawn { path: "M218 208 a22 22 0 0 1 -4 -44 a30 30 0 0 1 50 -14 a42 42 0 0 1 80 16 h23 a21 21 0 0 1 0 42 z"; fill: Theme.isDark ? Theme.hillFill : Theme.paper }

    Drawn { path: "M415 484 C412 540 350 610 289 652 H607 C546 610 484 540 479 484 z"; fill: Theme.sunFill }
    Drawn { path: "M282 360 H614 V482 C520 493 376 493 282 482 z"; fill: Theme.wallFill }
    Drawn { path: "M264 368 C300 320 345 284 409 258 H488 C552 284 597 320 632 368 z"; fill: Theme.feltFill }
    Drawn { path: "M408 258 C416 228 480 228 488 258 z"; fill: Theme.isDark ? Theme.shadeFill : Theme.accent }
    Drawn {
        path: "M308 362 L386 280 M354 362 L416 268 M448 362 V269 M542 362 L480 268 M588 362 L510 280"
        stroke: Theme.isDark ? Theme.shadeFill : Theme.accent
        strokeWidth: 5
    }
    Drawn { path: "M282 383 H614 V394 H282 z"; fill: Theme.isDark ? Theme.shadeFill : Theme.accent }
    Drawn { path: "M404 408 H492 V489 H404 z"; fill: Theme.isDark ? Theme.shadeFill : Theme.accent }
    Drawn { path: "M416 420 H480 V489 H416 z"; fill: Theme.sunFill }
    Drawn { path: "M454 432 L480 420 V490 L454 502 z"; fill: Theme.shadeFill }

    Sheep { x: 148; y: 528 }
    Sheep { x: 648; y: 512; mirrored: true }
    Sheep { x: 714; y: 482; mirrored: true; scale: 0.72 }

    Drawn { path: "M80 652 V368 a368 368 0 0 1 736 0 V652 H792 V368 a344 344 0 0 0 -688 0 V652 z"; fill: Theme.accent }
    Drawn { path: "M40 652 H856 V676 H40 z"; fill: Theme.accent }
    Drawn { path: "M0 676 H896 V700 H0 z"; fill: Theme.isDark ? Theme.muted : Theme.hair }
}
