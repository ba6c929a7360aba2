import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// The frame of every screen, bound to the visit; `goBack` may be replaced by a screen that has something of its own to close.
PageFrame {
    id: screen

    required property ViewModels vm
    readonly property var say: vm.texts.table
    readonly property list<string> stepWords: ["", "step.told", "step.card", "step.form", "step.papers", "step.sign", "step.receipt"]
    property var goBack: () => vm.visit.back()
    // What the first page has room for under the question.
    readonly property real free: under - (note.visible ? note.height + Theme.space24 : 0)

    // In the band of a Mongolian page a greeting stands where the station has no Mongolian name yet.
    station: !Theme.vertical ? vm.visit.station : vm.visit.stationMongolian || vm.texts.mongolian["choose.title"]
    role: Theme.vertical ? vm.visit.station : vm.visit.role
    tools: ["language", "larger"]
    largerActive: vm.settings.textScale > 1 || vm.settings.contrast !== "normal"
    footer: vm.visit.ways
    step: vm.visit.step
    steps: vm.visit.step > 0 ? 6 : 0
    stepWord: vm.visit.step > 0 ? say[stepWords[vm.visit.step]] : ""

    onBackChosen: goBack()
    onHomeChosen: vm.visit.home()
    onHelplineChosen: vm.visit.help("hotline")
    onStaffChosen: vm.visit.help("staff")
    onLanguageChosen: vm.visit.askLanguage()
    onLargerChosen: vm.settings.toggle()

    MongolianNote {
        id: note
        width: parent.width
        visible: Theme.vertical
        text: screen.say["mn.note"]
    }
}
