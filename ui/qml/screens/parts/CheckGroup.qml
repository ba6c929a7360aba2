import QtQuick
import "../../theme"
import "../../components"

// A part of the document: its heading, "change", its rows.
Column {
    id: root

    required property var modelData
    property string editText: ""
    readonly property bool divisible: true

    signal edit(page: int)

    spacing: Theme.space8

    Item {
        readonly property bool keepWithNext: true
        width: root.width
        height: Math.max(head.height, change.visible ? change.height : 0)

        TextLabel {
            id: head
            width: parent.width - (change.visible ? change.width + Theme.space16 : 0)
            anchors.verticalCenter: parent.verticalCenter
            text: root.modelData.title
            strong: true
            Accessible.role: Accessible.Heading
        }

        SecondaryButton {
            id: change
            objectName: "edit" + root.modelData.page
            anchors.right: parent.right
            visible: root.modelData.page > -2
            implicitHeight: Theme.target
            text: root.editText
            pictogram: "pen"
            Accessible.name: root.editText + " " + root.modelData.title
            onClicked: root.edit(root.modelData.page)
        }
    }

    Facts {
        width: root.width
        rows: root.modelData.rows
    }

    Rectangle {
        width: root.width
        height: 2
        color: Theme.hair
    }
}
