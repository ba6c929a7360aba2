import QtQuick
import "../theme"

// The printer: paper on its way out, or to be taken.
Picture {
    id: root

    property string stage: "printing"
    property real out

    gridWidth: 400
    gridHeight: 256

    NumberAnimation on out {
        from: Theme.animated && root.stage === "printing" ? 0 : 1
        to: 1
        duration: Theme.receiptMs
        easing.type: Easing.OutCubic
    }

    Item {
        width: 400
        height: 256
        clip: true

        Rectangle { x: 48; y: -8; width: 300; height: 104; color: Theme.card; border.width: 5; border.color: Theme.ink }
        Rectangle { x: 90; y: 52; width: 216; height: 14; color: Theme.ink }

        Item {
            x: 106
            y: 60
            width: 184
            height: 180
            clip: true

            Receipt { x: 2; y: -176 * (1 - root.out) }
        }

        BigArrow { x: 278; y: 128; scale: 0.64; towards: "down"; nudging: root.stage === "out" }
    }
}
