import QtQuick
import "cardfaults.js" as Faults

// What happened to a card or its reader, and beside it what to do now.
TwoFrames {
    id: root

    property string fault: ""
    property string slot: "id"
    // Whether there is a place for either card, or for the one of `slot` only.
    property bool both: true
    readonly property bool known: Faults.known(fault)
    readonly property var arrow: Faults.arrow(fault, slot)

    happened: Faults.left(fault, slot, colours)
    advised: Faults.right(fault, slot, colours, both)

    BigArrow { x: 682 + (root.arrow?.x ?? 0); y: 234 + (root.arrow?.y ?? 0); scale: 0.8; towards: "up"; visible: root.arrow !== null }
}
