import QtQuick
import "../theme"

// The printer: paper on its way out, paper to be taken, or an empty roll to be changed.
Picture {
    id: root

    property string stage: "printing"
    property real out: stage === "empty" ? 0 : 1

    gridWidth: stage === "empty" ? 880 : 400
    gridHeight: stage === "empty" ? 400 : 256

    NumberAnimation on out {
        from: Theme.animated && root.stage === "printing" ? 0 : root.out
        to: root.out
        duration: Theme.receiptMs
        easing.type: Easing.OutCubic
    }

    Item {
        visible: root.stage !== "empty"
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

    Item {
        visible: root.stage === "empty"
        width: 880
        height: 400

        Drawn { path: "M92 164 L138 16 H412 L458 164 z"; fill: Theme.sunk; stroke: Theme.ink; strokeWidth: 5 }
        Drawn { path: "M92 164 H458 V350 H92 z"; fill: Theme.card; stroke: Theme.ink; strokeWidth: 5 }
        Rectangle { x: 134; y: 296; width: 284; height: 16; color: Theme.ink }
        Drawn { path: "M215 96 a58 58 0 1 0 116 0 a58 58 0 1 0 -116 0 z"; stroke: Theme.warn; strokeWidth: 5 }
        Drawn { path: "M252 96 a21 21 0 1 0 42 0 a21 21 0 1 0 -42 0 z"; fill: Theme.hair; stroke: Theme.warn; strokeWidth: 5 }
        BigArrow { x: 476; y: 46; towards: "left"; color: Theme.warn }
        Drawn { path: "M848 110 V232 H788 V200 A92 92 0 1 1 848 110 z"; fill: Theme.card; stroke: Theme.ink; strokeWidth: 5 }
        Drawn { path: "M734 111 a23 23 0 1 0 46 0 a23 23 0 1 0 -46 0 z"; fill: Theme.hair; stroke: Theme.ink; strokeWidth: 5 }
    }
}
