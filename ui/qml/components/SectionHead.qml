import QtQuick
import "../theme"

// The head of a section with a remark at its end; a Pager keeps it with what follows.
Item {
    id: root

    property string text: ""
    property string note: ""
    property string size: "l"
    readonly property bool keepWithNext: true
    readonly property bool beside: note !== "" && head.implicitWidth + remark.implicitWidth + Theme.space24 <= width

    implicitWidth: head.implicitWidth
    // The line's own slack already parts it from what follows.
    implicitHeight: note === "" || beside ? head.height - Theme.space8 : head.height + remark.height

    TextLabel {
        id: head
        width: root.beside ? implicitWidth : root.width
        text: root.text
        size: root.size
        strong: true
        Accessible.role: Accessible.Heading
    }

    TextLabel {
        id: remark
        width: root.beside ? implicitWidth : root.width
        x: root.beside ? root.width - width : 0
        y: root.beside ? head.height - height - 4 : head.height
        visible: text !== ""
        text: root.note
        size: "s"
        tone: "muted"
    }
}
