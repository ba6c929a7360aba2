import QtQuick
import Doorstep
import "../theme"
import "cardfaults.js" as Faults

// What happened to a card or its reader, and beside it what to do now.
Picture {
    id: root

    property string fault: ""
    property string slot: "id"
    // Whether there is a place for either card, or for the one of `slot` only.
    property bool both: true
    readonly property bool known: Faults.known(fault)
    readonly property var arrow: Faults.arrow(fault, slot)
    readonly property var colours: ({"ink": Theme.ink, "card": Theme.card, "sunk": Theme.sunk, "line": Theme.line, "muted": Theme.muted, "sky": Theme.skyFill,
        "plastic": Theme.isDark ? Theme.wallFill : Theme.paper, "edge": Theme.isDark ? Theme.line : Theme.shadeFill, "skin": Theme.feltFill, "accent": Theme.accent,
        "done": Theme.done, "warn": Theme.warn, "warnTint": Theme.tintWarn, "bad": Theme.bad, "badTint": Theme.tintBad, "badInk": Theme.isDark ? Theme.paper : Theme.card})

    gridHeight: 580

    Rectangle { y: 6; width: 460; height: 568; radius: Theme.corner; color: Theme.tintBad; border.width: 5; border.color: Theme.bad }
    Rectangle { x: 524; y: 6; width: 460; height: 568; radius: Theme.corner; color: Theme.tintDone; border.width: 5; border.color: Theme.done }
    Drawing { y: 6; width: 460; height: 568; gridWidth: 460; gridHeight: 568; elements: `<g transform="translate(230 284)">${Faults.left(root.fault, root.slot, root.colours)}</g>` }
    Drawing { x: 524; y: 6; width: 460; height: 568; gridWidth: 460; gridHeight: 568; elements: `<g transform="translate(230 284)">${Faults.right(root.fault, root.slot, root.colours, root.both)}</g>` }
    BigArrow { x: 682 + (root.arrow?.x ?? 0); y: 234 + (root.arrow?.y ?? 0); scale: 0.8; towards: "up"; visible: root.arrow !== null }
    Disc { x: -8; y: -2; size: 92; tone: "bad"; border.width: 6; border.color: Theme.paper }
    Disc { x: 892; y: -2; size: 92; tone: "done"; border.width: 6; border.color: Theme.paper }
}
