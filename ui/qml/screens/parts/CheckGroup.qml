pragma ComponentBehavior: Bound
import QtQuick
import "../../theme"
import "../../components"

// A part of the document: its heading where it has one, its rows, and "change" beside the first of them.
Item {
    id: root

    required property var modelData
    property string editText: ""
    readonly property bool divisible: true
    readonly property bool editable: modelData.page > -2
    readonly property real room: width - (editable ? change.width + Theme.space24 : 0)
    readonly property real least: editable ? change.height : 0

    signal edit(page: int)

    implicitHeight: Math.max(words.implicitHeight, least) + Theme.space24

    SecondaryButton {
        id: change
        objectName: "edit" + root.modelData.page
        readonly property bool keepWithNext: true
        anchors.right: parent.right
        visible: root.editable
        implicitHeight: Theme.target
        text: root.editText
        pictogram: "pen"
        Accessible.name: root.editText + " " + root.modelData.rows[0].label
        onClicked: root.edit(root.modelData.page)
    }

    Column {
        id: words
        readonly property bool divisible: true
        width: root.room
        y: Math.max(0, (root.least - implicitHeight) / 2)
        spacing: Theme.space8

        TextLabel {
            readonly property bool keepWithNext: true
            width: parent.width
            visible: text !== ""
            text: root.modelData.title
            size: "s"
            strong: true
            tone: "done"
            Accessible.role: Accessible.Heading
        }

        Repeater {
            id: rows
            model: root.modelData.rows

            FactLine {
                required property var modelData
                required property int index
                // What lies beside the button is not parted from it, nor the last row from its rule.
                readonly property bool keepWithNext: y + height < root.least || index === rows.count - 1
                width: root.room
                label: modelData.label
                value: modelData.value
                size: Theme.large ? "s" : "m"
                beside: !Theme.large
                indent: Math.round(root.width * 0.32)
            }
        }
    }

    Rectangle {
        width: root.width
        height: 2
        y: root.height - 2
        color: Theme.hair
    }
}
