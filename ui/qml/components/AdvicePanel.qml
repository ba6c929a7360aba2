import QtQuick
import "../theme"

// The one thing to do, large beside the picture it is about.
Panel {
    id: root

    property string words: ""
    property string pictogram: ""

    implicitHeight: column.implicitHeight + 2 * Theme.space32
    border.width: Theme.borderState
    border.color: Theme.tone(tone)

    Column {
        id: column
        x: Theme.space32
        y: Theme.space32
        width: parent.width - 2 * Theme.space32
        spacing: Theme.space16

        Pictogram {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.pictogram !== ""
            name: root.pictogram
            size: Theme.large ? 96 : 180
            color: Theme.tone(root.tone)
        }

        TextLabel {
            width: parent.width
            text: root.words
            size: "xl"
            strong: true
            align: "center"
            tone: root.tone
            Accessible.role: Accessible.AlertMessage
        }
    }
}
