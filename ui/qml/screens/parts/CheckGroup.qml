pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// A part of the document: its heading where it has one, its rows, and "change" beside them.
Item {
    id: root

    required property var modelData
    property string editText: ""
    readonly property bool divisible: !editable
    readonly property bool editable: modelData.page > -2
    readonly property real room: width - (editable ? change.width + Theme.space24 : 0)

    signal edit(page: int)

    implicitHeight: Math.max(words.implicitHeight, editable ? change.height : 0) + Theme.space24

    Column {
        id: words
        readonly property bool divisible: !root.editable
        width: root.room
        y: Math.max(0, (root.height - Theme.space24 - implicitHeight) / 2)
        spacing: Theme.space8

        TextLabel {
            width: parent.width
            visible: text !== ""
            text: root.modelData.title
            size: "s"
            strong: true
            tone: "done"
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: root.modelData.rows

            FactLine {
                required property var modelData
                width: root.room
                label: modelData.label
                value: modelData.value
                size: Theme.large ? "s" : "m"
                beside: !Theme.large
                indent: Math.round(root.width * 0.32)
            }
        }
    }

    SecondaryButton {
        id: change
        objectName: "edit" + root.modelData.page
        anchors.right: parent.right
        y: (root.height - Theme.space24 - height) / 2
        visible: root.editable
        implicitHeight: Theme.target
        text: root.editText
        pictogram: "pen"
        Accessible.name: root.editText + " " + root.modelData.rows[0].label
        onClicked: root.edit(root.modelData.page)
    }

    Rectangle {
        width: root.width
        height: 2
        y: root.height - 2
        color: Theme.hair
    }
}
