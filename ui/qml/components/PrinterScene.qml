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

        Drawn { path: "M92 164 L138 16 H412 L458 164 z"; fill: Theme.sunk; stroke: Theme.ink; strokeWidth: 5 }
        Drawn { path: "M92 164 H458 V350 H92 z"; fill: Theme.card; stroke: Theme.ink; strokeWidth: 5 }
        Rectangle { x: 134; y: 296; width: 284; height: 16; color: Theme.ink }
        Rectangle { x: 215; y: 38; width: 116; height: 116; radius: 58; color: "transparent"; border.width: 5; border.color: Theme.warn }
        Rectangle { x: 252; y: 75; width: 42; height: 42; radius: 21; color: Theme.hair; border.width: 5; border.color: Theme.warn }
        BigArrow { x: 476; y: 46; towards: "left"; color: Theme.warn }
        Drawn { path: "M848 110 V232 H788 V200 A92 92 0 1 1 848 110 z"; fill: Theme.card; stroke: Theme.ink; strokeWidth: 5 }
        Rectangle { x: 734; y: 88; width: 46; height: 46; radius: 23; color: Theme.hair; border.width: 5; border.color: Theme.ink }
    }
}
