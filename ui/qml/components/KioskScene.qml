import QtQuick
import "../theme"

// This terminal, and where the card goes: laid on the bay (id) or put into the slot (social).
Picture {
    id: root

    property string stage: "insert"
    property string slot: "id"
    property string paperText: ""
    property string socialText: ""
    property string slotText: ""
    property string cardText: ""
    property string takeText: ""
    readonly property bool bay: slot === "id"
    // Below this the words would no longer fit their places; the drawing and the page's own words say enough.
    readonly property bool worded: zoom >= 0.55
    readonly property bool inside: stage === "reading" || stage === "done"

    gridHeight: 800

    Rectangle { width: 984; height: 800; radius: Theme.corner; color: Theme.tintSky; border.width: Theme.tinted ? 0 : 3; border.color: Theme.line }
    Drawn { width: 984; height: 800; path: "M50 795 V82 a34 34 0 0 1 34 -34 H556 a34 34 0 0 1 34 34 V795"; fill: Theme.card; stroke: Theme.ink; strokeWidth: 5 }

    Rectangle {
        x: 88
        y: 88
        width: 464
        height: 176
        radius: 8
        color: Theme.accent
        border.width: 16
        border.color: Theme.isDark ? "#1B2430" : Theme.shadeFill

        Pictogram {
            anchors.centerIn: parent
            name: root.stage === "done" ? "check" : root.stage === "reading" ? "clock" : "arrow-down"
            size: 64
            stroke: 6
            color: Theme.accentInk
        }
    }

    SlotDrawing { x: 94; y: 302; text: root.worded ? root.paperText : ""; fontSize: root.caption }
    SlotDrawing { x: 366; y: 302; text: root.worded ? root.socialText : ""; fontSize: root.caption; wanted: !root.bay; filled: !root.bay && root.inside }

    Rectangle {
        x: 110
        y: 442
        width: 420
        height: 266
        radius: 24
        color: root.bay ? Theme.tintWarn : Theme.sunk
        border.width: root.bay ? 10 : 3
        border.color: root.bay ? Theme.warn : Theme.line

        Pictogram {
            anchors.centerIn: parent
            visible: !(root.bay && root.inside)
            name: "idcard"
            size: 100
            color: root.bay ? Theme.warn : Theme.line
        }

        CardDrawing {
            visible: root.bay && root.inside
            anchors.centerIn: parent
        }

        Disc {
            visible: root.bay && root.stage === "done"
            x: parent.width - 70
            y: -22
            border.width: 5
            border.color: Theme.card
        }
    }

    TextLabel {
        x: 60
        width: 520
        y: 718
        text: root.worded ? root.slotText : ""
        font.pixelSize: Math.round(root.caption * 1.1)
        strong: true
        tone: "warn"
        align: "center"
        lineHeight: 0.9
    }

    CardDrawing { x: 622; y: root.bay ? 478 : 226; chip: !root.bay; visible: root.stage === "insert" }
    BigArrow { x: 548; y: root.bay ? 526 : 262; towards: "left"; visible: root.stage === "insert" }
    BigArrow { x: 632; y: root.bay ? 518 : 266; towards: "right"; color: Theme.done; visible: root.stage === "done" }

    TextLabel {
        x: 604
        width: 370
        y: root.bay ? 706 : 452
        text: root.inside || !root.worded ? "" : root.cardText
        font.pixelSize: root.caption
        align: "center"
        lineHeight: 0.9
    }

    TextLabel {
        x: 632
        width: 340
        y: root.bay ? 646 : 394
        visible: root.stage === "done" && root.worded
        text: root.takeText
        font.pixelSize: Math.round(root.caption * 1.1)
        strong: true
        tone: "done"
        lineHeight: 0.9
    }
}
