import QtQuick
import "../../theme"
import "../../components"

// The printer in a panel; where something keeps the paper back what happened and what to do, with the remedy in words.
Panel {
    id: root

    property string stage: "printing"
    // The code of what keeps the paper back, "failed" where there is none.
    property string fault: ""
    property string words: ""
    // The height the whole panel may take.
    property real free: 10000
    readonly property bool stopped: fault !== ""
    readonly property real drawn: stopped ? wrong.height : scene.height
    readonly property real spare: Math.max(160, free - (stopped ? 2 : 1) * Theme.space24 - (words === "" ? 0 : label.height + Theme.space24))

    tone: stopped ? "warn" : "accent"
    implicitHeight: (stopped ? Theme.space24 : 0) + drawn + Theme.space24 + (words === "" ? 0 : label.height + Theme.space24)

    PrinterScene {
        id: scene
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(root.width - 64, Theme.large ? 420 : 640)
        visible: !root.stopped
        maximumHeight: root.spare
        stage: root.stage
    }

    PrinterFault {
        id: wrong
        objectName: "printer-fault"
        y: Theme.space24
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(root.width - 64, Theme.large ? 520 : 600)
        visible: root.stopped
        maximumHeight: root.spare
        fault: root.fault
    }

    TextLabel {
        id: label
        x: Theme.space32
        y: (root.stopped ? Theme.space24 : 0) + root.drawn + Theme.space16
        width: root.width - 2 * Theme.space32
        visible: text !== ""
        text: root.words
        align: "center"
    }
}
