import QtQuick
import "../../theme"
import "../../components"

// The code a technician is told over the telephone.
Panel {
    id: root

    property string label: ""
    property string name: ""
    property string code: ""

    implicitHeight: Math.max(words.implicitHeight, spoken.height) + 2 * Theme.space16

    Column {
        id: words
        x: Theme.space32
        width: parent.width - spoken.width - 2 * Theme.space48
        anchors.verticalCenter: parent.verticalCenter

        TextLabel {
            width: parent.width
            text: root.label
            size: "s"
            tone: "muted"
        }

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.name
            size: "s"
        }
    }

    TextLabel {
        id: spoken
        x: parent.width - width - Theme.space32
        anchors.verticalCenter: parent.verticalCenter
        text: root.code
        size: "xxl"
        strong: true
        wrapMode: Text.NoWrap
    }
}
