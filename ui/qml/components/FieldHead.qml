import QtQuick
import "../theme"

// A question's label with its note behind it, or under it where there is no room.
Item {
    id: root

    property string label: ""
    property string note: ""
    readonly property bool beside: name.implicitWidth + remark.implicitWidth + Theme.space16 <= width

    implicitHeight: note === "" || beside ? name.height : name.height + remark.height

    TextLabel {
        id: name
        width: root.beside || root.note === "" ? Math.min(implicitWidth, root.width) : root.width
        text: root.label
        size: "m"
        strong: true
    }

    TextLabel {
        id: remark
        visible: text !== ""
        x: root.beside ? name.implicitWidth + Theme.space16 : 0
        y: root.beside ? name.baselineOffset - baselineOffset : name.height
        width: root.beside ? implicitWidth : root.width
        text: root.note
        size: "s"
        tone: "muted"
    }
}
