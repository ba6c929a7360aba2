import QtQuick
import "../../theme"
import "../../components"

// The printer in a panel, with the remedy in words where something keeps the paper back.
Panel {
    id: root

    property string stage: "printing"
    property string words: ""
    // The height the whole panel may take.
    property real free: 10000
    readonly property bool empty: stage === "empty"

    tone: empty ? "warn" : "accent"
    implicitHeight: scene.height + Theme.space24 + (words === "" ? 0 : label.height + Theme.space24)

    PrinterScene {
        id: scene
        y: root.empty ? Theme.space24 : 0
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(root.width - 64, root.empty ? (Theme.large ? 520 : 760) : (Theme.large ? 420 : 640))
        maximumHeight: Math.max(160, root.free - Theme.space24 - y - (root.words === "" ? 0 : label.height + Theme.space24))
        stage: root.stage
    }

    TextLabel {
        id: label
        x: Theme.space32
        y: scene.y + scene.height + Theme.space16
        width: root.width - 2 * Theme.space32
        visible: text !== ""
        text: root.words
        align: "center"
    }
}
