pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The page's header, lying or standing as the script asks.
Item {
    id: root

    property string station: ""
    property string role: ""
    property var tools: ["language", "larger", "louder"]
    property bool largerActive: false
    property bool louderActive: false
    property int step: 0
    property int steps: 0

    signal languageChosen
    signal largerChosen
    signal louderChosen

    implicitHeight: lying.implicitHeight

    Loader {
        id: lying
        active: !Theme.vertical
        width: root.width
        sourceComponent: Header {
            width: root.width
            station: root.station
            role: root.role
            tools: root.tools
            largerActive: root.largerActive
            louderActive: root.louderActive
            onLanguageChosen: root.languageChosen()
            onLargerChosen: root.largerChosen()
            onLouderChosen: root.louderChosen()
        }
    }

    Loader {
        active: Theme.vertical
        anchors.fill: parent
        sourceComponent: VerticalBand {
            station: root.station
            role: root.role
            tools: root.tools
            largerActive: root.largerActive
            louderActive: root.louderActive
            step: root.step
            steps: root.steps
            onLanguageChosen: root.languageChosen()
            onLargerChosen: root.largerChosen()
            onLouderChosen: root.louderChosen()
        }
    }
}
