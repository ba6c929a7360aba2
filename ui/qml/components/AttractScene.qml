import QtQuick
import Doorstep
import "../theme"
import "scene.js" as Scene

// A home on the steppe seen through the arch of an open door.
Picture {
    id: root

    gridWidth: 896
    gridHeight: 700

    Drawing {
        width: 896
        height: 700
        gridWidth: 896
        gridHeight: 700
        elements: Scene.steppe({"sky": Theme.skyFill, "hill": Theme.hillFill, "meadow": Theme.meadowFill, "grass": Theme.grassFill,
            "sun": Theme.sunFill, "cloud": Theme.isDark ? Theme.hillFill : Theme.paper, "wall": Theme.wallFill, "felt": Theme.feltFill,
            "trim": Theme.isDark ? Theme.shadeFill : Theme.accent, "shade": Theme.shadeFill, "arch": Theme.accent,
            "step": Theme.isDark ? Theme.muted : Theme.tinted ? Theme.hair : Theme.line})
    }
}
