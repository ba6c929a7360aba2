import QtQuick
import "../theme"
import "../components"
import "parts"

// Five grades, none chosen before; one touch to skip; then reasons, or none.
Screen {
    id: screen

    // All five are in sight at once, or the last would be chosen less for lying on another page.
    readonly property int first: Theme.portrait ? 5 : 3
    readonly property bool graded: vm.rate.grade !== ""

    title: graded ? say["rate.reasons"] : say["rate.title"]
    titleSize: "title"
    lead: graded ? say["rate.reasons.lead"] : Theme.large ? "" : say["rate.lead"]
    goBack: () => graded ? vm.rate.choose("") : vm.visit.back()
    onGradedChanged: pager.page = 0

    Grades {
        width: parent.width
        visible: !screen.graded
        options: screen.vm.rate.grades.slice(0, screen.first)
        onPicked: value => screen.vm.rate.choose(value)
    }

    TextLabel {
        width: parent.width
        visible: screen.graded
        text: screen.vm.rate.gradeText
        size: "l"
        strong: true
        tone: "accent"
    }

    ChoiceList {
        width: parent.width
        visible: screen.graded
        multiple: true
        options: screen.vm.rate.reasons
        chosen: screen.vm.rate.chosen
        columns: Theme.portrait ? 1 : 2
        onPicked: value => screen.vm.rate.toggle(value)
    }

    aside: Grades {
        width: parent.width
        visible: !screen.graded && !Theme.portrait
        options: screen.vm.rate.grades.slice(screen.first)
        onPicked: value => screen.vm.rate.choose(value)
    }

    actions: [
        SecondaryButton {
            objectName: "skip"
            implicitWidth: Math.round((screen.columnWidth - Theme.space16) / 2)
            text: screen.say["rate.skip"]
            onClicked: screen.vm.rate.skip()
        },
        PrimaryButton {
            objectName: "send"
            visible: screen.graded
            text: screen.say["rate.send"]
            onClicked: screen.vm.rate.send()
        }
    ]
}
