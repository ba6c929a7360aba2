import QtQuick
import "../../theme"
import "../../components"

// The code a technician is told over the telephone; large words have their lines to themselves.
Panel {
    id: root

    property string label: ""
    property string name: ""
    property string note: ""
    property string code: ""
    readonly property real besideCode: words.width - spoken.width - Theme.space32

    implicitHeight: Math.max(words.implicitHeight, spoken.height) + 2 * Theme.space16

    Column {
        id: words
        x: Theme.space32
        width: parent.width - 2 * Theme.space32
        anchors.verticalCenter: parent.verticalCenter

        TextLabel {
            width: Theme.large ? words.width : root.besideCode
            text: root.label
            size: "s"
            tone: "muted"
        }

        TextLabel {
            id: second
            width: root.besideCode
            height: Theme.large ? Math.max(implicitHeight, spoken.height) : implicitHeight
            text: root.name
            size: "s"
        }

        TextLabel {
            width: words.width
            visible: text !== ""
            text: root.note
            size: "s"
        }
    }

    TextLabel {
        id: spoken
        x: parent.width - width - Theme.space32
        y: Theme.large ? words.y + second.y + (second.height - height) / 2 : (parent.height - height) / 2
        text: root.code
        size: "xxl"
        strong: true
        wrapMode: Text.NoWrap
    }
}
