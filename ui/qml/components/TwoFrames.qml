import QtQuick
import Doorstep
import "../theme"

// At the left what happened, at the right what to do now; each frame's drawing lies around the frame's middle.
Picture {
    id: root

    property string happened: ""
    property string advised: ""
    // What drawings may be coloured with, by name, as it is in this contrast.
    readonly property var colours: ({"ink": Theme.ink, "card": Theme.card, "sunk": Theme.sunk, "line": Theme.line, "muted": Theme.muted, "sky": Theme.skyFill,
        "plastic": Theme.isDark ? Theme.wallFill : Theme.paper, "edge": Theme.isDark ? Theme.line : Theme.shadeFill, "skin": Theme.feltFill, "accent": Theme.accent,
        "done": Theme.done, "warn": Theme.warn, "warnTint": Theme.tintWarn, "bad": Theme.bad, "badTint": Theme.tintBad, "badInk": Theme.isDark ? Theme.paper : Theme.card})

    gridHeight: 580

    Rectangle { y: 6; width: 460; height: 568; radius: Theme.corner; color: Theme.tintBad; border.width: 5; border.color: Theme.bad }
    Rectangle { x: 524; y: 6; width: 460; height: 568; radius: Theme.corner; color: Theme.tintDone; border.width: 5; border.color: Theme.done }
    Drawing { y: 6; width: 460; height: 568; gridWidth: 460; gridHeight: 568; elements: `<g transform="translate(230 284)">${root.happened}</g>` }
    Drawing { x: 524; y: 6; width: 460; height: 568; gridWidth: 460; gridHeight: 568; elements: `<g transform="translate(230 284)">${root.advised}</g>` }
    Disc { x: -8; y: -2; size: 92; tone: "bad"; border.width: 6; border.color: Theme.paper }
    Disc { x: 892; y: -2; size: 92; tone: "done"; border.width: 6; border.color: Theme.paper }
}
