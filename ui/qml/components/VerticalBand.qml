pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The head of a Mongolian page: a band along its left side.
Rectangle {
    id: root

    property string station: ""
    property string role: ""
    property var tools: ["language", "larger", "louder"]
    property bool largerActive: false
    property bool louderActive: false
    property int step: 0
    property int steps: 0

    readonly property var glyphs: ({"language": "translate", "larger": "characters", "louder": "speaker"})

    signal languageChosen
    signal largerChosen
    signal louderChosen

    implicitWidth: Theme.bandWidth
    color: Theme.accent

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
        x: 72
        y: Theme.portrait ? 44 : 32
        color: Theme.accentInk
        inside: Theme.accent
    }

    Row {
        id: words
        x: 8
        y: Theme.portrait ? 168 : 140
        height: foot.y - y - 24

        VerticalLabel {
            text: root.station
            pixelSize: Theme.portrait ? 92 : 64
            color: Theme.accentInk
            height: parent.height
        }

        VerticalLabel {
            text: root.role
            pixelSize: Theme.portrait ? 48 : 36
            color: Theme.accentInk
            height: parent.height
        }
    }

    Column {
        id: foot
        x: 24
        width: parent.width - 48
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 40
        spacing: 16

        Repeater {
            model: root.steps

            Rectangle {
                required property int index
                width: foot.width
                height: 12
                radius: 6
                color: index < root.step ? Theme.accentInk : "transparent"
                border.width: 2
                border.color: Theme.accentInk
            }
        }

        Repeater {
            model: root.tools

            BandTool {
                required property string modelData
                objectName: "tool-" + modelData
                width: foot.width
                text: Theme.word(modelData)
                pictogram: root.glyphs[modelData]
                active: modelData === "larger" ? root.largerActive : modelData === "louder" ? root.louderActive : false
                onClicked: root.choose(modelData)
            }
        }
    }
}
