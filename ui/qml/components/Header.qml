pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Who this terminal belongs to, and the three tools that change how it speaks.
Rectangle {
    id: root

    property string station: ""
    property string role: ""
    property var tools: ["language", "larger", "louder"]
    property bool largerActive: false
    property bool louderActive: false

    readonly property var glyphs: ({"language": "translate", "larger": "characters", "louder": "speaker"})

    signal languageChosen
    signal largerChosen
    signal louderChosen

    implicitHeight: Math.max(Theme.headerHeight, names.height + 32)
    color: Theme.paper

    function choose(tool: string): void {
        if (tool === "language")
            languageChosen();
        else if (tool === "larger")
            largerChosen();
        else
            louderChosen();
    }

    Logo {
        id: logo
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
    }

    Column {
        id: names
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: logo.right
        anchors.leftMargin: 24
        anchors.right: row.left
        anchors.rightMargin: 16

        TextLabel {
            width: parent.width
            text: root.station
            size: "station"
            strong: true
            lineHeight: 0.92
            Accessible.role: Accessible.Heading
        }

        TextLabel {
            width: parent.width
            text: root.role
            visible: text !== ""
            size: "caption"
            tone: "muted"
            lineHeight: 0.92
        }
    }

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin - 8
        spacing: 8

        Repeater {
            model: root.tools

            HeaderTool {
                id: tool
                required property string modelData
                objectName: "tool-" + modelData
                text: Theme.word(modelData)
                pictogram: root.glyphs[modelData]
                active: modelData === "larger" ? root.largerActive : modelData === "louder" ? root.louderActive : false
                onClicked: root.choose(modelData)
            }
        }
    }

    Rectangle {
        width: parent.width
        height: 2
        anchors.bottom: parent.bottom
        color: Theme.hair
    }
}
