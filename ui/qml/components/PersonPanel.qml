import QtQuick
import "../theme"

// Who was read, masked: large enough to say "that is me" from two steps away.
Rectangle {
    id: root

    property string name: ""
    property string line1: ""
    property string line2: ""
    property string note: ""
    readonly property bool beside: title.implicitWidth + Theme.u(360) + 160 <= width

    implicitHeight: (beside ? Math.max(title.height, facts.implicitHeight) : title.height + facts.implicitHeight) + (remark.visible ? remark.height : 0) + 2 * Theme.space24
    radius: Theme.corner
    color: Theme.tintDone
    border.width: Theme.borderControl
    border.color: Theme.done

    TextLabel {
        id: title
        x: 48
        y: Theme.space16
        width: root.beside ? implicitWidth : root.width - 96
        text: root.name
        size: root.width < 900 ? "title" : "name"
        strong: true
        lineHeight: 0.9
    }

    Column {
        id: facts
        x: root.beside ? title.x + title.width + 64 : 48
        y: root.beside ? title.y + Math.max(0, title.height - implicitHeight) / 2 : title.y + title.height
        width: root.width - x - 32

        TextLabel {
            width: parent.width
            text: root.line1
            size: "l"
            fitted: true
        }

        TextLabel {
            width: parent.width
            text: root.line2
            size: "l"
            fitted: true
        }
    }

    TextLabel {
        id: remark
        x: 48
        y: root.height - height - Theme.space24
        width: root.width - 96
        visible: text !== ""
        text: root.note
        size: "s"
    }
}
